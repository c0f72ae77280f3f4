/** Under this certainty the order of two accounts is not told: they are shown as tied. */
export const SURE_ORDER = 0.9;

/** Pictures by key, made once however many ask at the same time; the longest unused go first. What fails is not kept. */
export class KeptPictures {
  private readonly pictures = new Map<string, Promise<Uint8Array>>();

  constructor(private readonly most: number) {}

  /** The picture under `key`, made by `make` when it is not kept. */
  get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const kept = this.pictures.get(key);
    this.pictures.delete(key);
    const picture = kept ?? make();
    this.pictures.set(key, picture);
    if (kept === undefined)
      picture.catch(() => {
        if (this.pictures.get(key) === picture) this.pictures.delete(key);
      });
    const [oldest] = this.pictures.keys();
    if (this.pictures.size > this.most && oldest !== undefined) this.pictures.delete(oldest);
    return picture;
  }
}

/** Does `work` for all that was asked in one turn of the event loop, some at a time, before those go on with what came of
 *  it. Where the making of an answer and its sending take turns, each finds the processor's caches full of the other's. */
export class InBatches<Asked, Done> {
  private waiting: { readonly asked: Asked; readonly resolve: (done: Done) => void }[] = [];
  private isBusy = false;

  /** `work` must not throw; `most` is how many are done before those go on. */
  constructor(
    private readonly work: (asked: Asked) => Promise<Done>,
    private readonly most: number,
  ) {}

  /** What comes of `asked`. */
  do(asked: Asked): Promise<Done> {
    return new Promise(resolve => {
      this.waiting.push({ asked, resolve });
      this.begin();
    });
  }

  private begin(): void {
    if (this.isBusy || this.waiting.length === 0) return;
    this.isBusy = true;
    setImmediate(() => void this.doAll());
  }

  private async doAll(): Promise<void> {
    const all = this.waiting;
    this.waiting = [];
    for (let from = 0; from < all.length; from += this.most) {
      const batch = all.slice(from, from + this.most);
      const done: Done[] = [];
      for (const { asked } of batch) done.push(await this.work(asked));
      for (const [place, { resolve }] of batch.entries()) resolve(done[place]!);
      // Those who wait go on before the next batch.
      await null;
    }
    this.isBusy = false;
    this.begin();
  }
}

import { createHash } from 'node:crypto';

/** What a file was: its rows without the header, its bytes and their SHA-256. */
export type Measure = { rows: number; bytes: number; sha256: string };

/** Measures a file while it passes by, so that nothing is read twice. */
export class Meter {
  readonly #hash = createHash('sha256');
  #rows = 0;
  #bytes = 0;

  /** Called with the rows of each piece. */
  readonly addRows = (rows: number): void => {
    this.#rows += rows;
  };

  /** The pieces as bytes, each of them measured. */
  async *through(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      this.#bytes += bytes.length;
      this.#hash.update(bytes);
      yield bytes;
    }
  }

  /** Once everything has passed. */
  read(): Measure {
    return { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.copy().digest('hex') };
  }
}

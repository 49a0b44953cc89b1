/* When to save what is being written: soon after the last key, not long after the first, later after a failure. */

const PAUSE = 2_000; // milliseconds after the last key
const LATEST = 4_500; // after the first key that is not saved
const LONGEST = 60_000; // between two tries

export class Pace {
  /** @param {() => void} deed what is done in time */
  constructor(deed) {
    this.deed = deed;
    this.isDue = false;
    this.rest();
  }

  /** Something was written. */
  touched() {
    const now = Date.now();
    this.isDue = true;
    this.first ??= now;
    this.wait(Math.max(this.first + Math.min(now - this.first + PAUSE, LATEST), this.notBefore) - now);
  }

  /** It is being saved: what is written from now on waits for the next time. */
  begun() {
    this.stop();
    this.first = null;
  }

  /** Nothing is due any more. */
  rest() {
    this.isDue = false;
    this.first = null;
    this.tries = 0;
    this.notBefore = 0;
  }

  /** @param {number} seconds to wait, if anybody said so */
  failed(seconds) {
    const pause = seconds ? seconds * 1_000 : Math.min(PAUSE * 2 ** this.tries, LONGEST);
    this.tries += 1;
    this.notBefore = Date.now() + pause;
    this.wait(pause);
  }

  wait(milliseconds) {
    this.stop();
    this.timer = window.setTimeout(this.deed, Math.max(milliseconds, 0));
  }

  stop() {
    window.clearTimeout(this.timer);
  }
}

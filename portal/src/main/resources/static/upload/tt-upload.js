/*
 * <tt-upload>: sends ZIPs and folders to the desk and goes on after a lost line, a closed browser or
 * a restart of the server. tus-js-client sends each file; what belongs together, in which order, how
 * often it is tried again and what people see is decided here. Nothing is kept in the browser: what
 * is unfinished, the server says; whoever comes back chooses the same files again.
 */
(() => {
  'use strict';
  if (customElements.get('tt-upload')) {
    return;
  }
  const ROOT = '/app-tai-len';
  /** Seconds until the next attempt, the last for ever. */
  const PATIENCE = [1, 2, 4, 8, 15, 30, 60];
  const RATE_OVER_MS = 15000;
  /** A line on which nothing moves for so long is dead, though nobody said so. */
  const STALLED_MS = 45000;
  const KEEP_SESSION_MS = 60000;
  const REFUSED_SHOWN = 20;

  /** Lets the server match each piece with its sum; browsers do that on safe connections only. */
  class Summed {
    constructor() {
      this.stack = new tus.DefaultHttpStack();
    }

    getName() {
      return 'Summed';
    }

    createRequest(method, url) {
      const request = this.stack.createRequest(method, url);
      const send = request.send.bind(request);
      const abort = request.abort.bind(request);
      let over = false;
      request.abort = () => {
        over = true;
        return abort();
      };
      request.send = async (body) => {
        if (body && body.size > 0 && window.crypto && crypto.subtle) {
          const sum = await crypto.subtle.digest('SHA-256', await body.arrayBuffer());
          if (over) {
            throw new Error('aborted');
          }
          request.setHeader(
            'Upload-Checksum', 'sha256 ' + btoa(String.fromCharCode(...new Uint8Array(sum))));
        }
        return send(body);
      };
      return request;
    }
  }

  /** One package: a ZIP or a folder. */
  class Sending {
    constructor(desk, facts, files) {
      this.desk = desk;
      this.facts = facts; // as the server shows it; without id until it is announced
      this.files = files; // path -> File, or null while only the server knows it
      this.state = files ? 'going' : 'halted';
      this.queue = [];
      this.active = new Map(); // path -> tus.Upload
      this.partial = new Map(); // path -> bytes
      this.settled = facts.arrivedBytes || 0;
      this.settledFiles = facts.arrivedFiles || 0;
      this.refused = [];
      this.samples = [];
      this.tries = 0;
      this.item = null;
    }

    get bytes() {
      let sum = this.settled;
      this.partial.forEach((part) => (sum += part));
      return Math.min(sum, this.facts.bytes);
    }

    get sending() {
      return this.state === 'going' || this.state === 'waiting';
    }

    /** Announces the package or asks what of it is there already, and fills the queue. */
    async begin() {
      this.to('going');
      try {
        if (!this.facts.id) {
          this.facts = await this.desk.ask('POST', '/goi', {
            name: this.facts.name,
            kind: this.facts.kind,
            files: this.files.size,
            bytes: this.facts.bytes,
          });
        }
        const begun = (await this.desk.ask('GET', '/goi/' + this.facts.id)).files;
        if (this.state !== 'going') {
          return; // paused or discarded meanwhile
        }
        const strangers = begun.filter((one) => !same(one, this.files.get(one.path)));
        if (strangers.length > 0) {
          this.files = null; // to be chosen again
          this.to('failed', 'changed', strangers.length, strangers[0].path);
          return;
        }
        this.settled = 0;
        this.settledFiles = 0;
        this.partial.clear();
        this.refused = [];
        const urls = new Map();
        for (const one of begun) {
          if (one.offset === one.size) {
            this.settled += one.size;
            this.settledFiles++;
            urls.set(one.path, null);
          } else {
            this.partial.set(one.path, one.offset);
            urls.set(one.path, `${ROOT}/goi/${this.facts.id}/tep/${one.key}`);
          }
        }
        this.queue = [...this.files.keys()]
          .filter((path) => urls.get(path) !== null)
          .map((path) => ({ path, url: urls.get(path) || null }));
        this.samples = [];
        this.desk.pump();
        await this.endIfDone();
      } catch (problem) {
        if (this.state === 'going') {
          this.stumble(problem, () => this.begin());
        }
      }
    }

    /** Sends one file of the queue. */
    sendNext() {
      const { path, url } = this.queue.shift();
      const file = this.files.get(path);
      let moved = Date.now();
      const settle = () => {
        clearInterval(watch);
        this.active.delete(path);
      };
      const upload = new tus.Upload(file, {
        endpoint: `${ROOT}/goi/${this.facts.id}/tep`,
        uploadUrl: url,
        chunkSize: this.desk.facts.piece,
        retryDelays: null, // one policy for the whole package, below
        uploadDataDuringCreation: true,
        storeFingerprintForResuming: false,
        metadata: { path, modified: String(file.lastModified) },
        httpStack: this.desk.stack,
        onBeforeRequest: (request) =>
          request.setHeader(this.desk.facts.header, this.desk.facts.token),
        onProgress: (sent) => {
          moved = Date.now();
          this.partial.set(path, sent);
        },
        onChunkComplete: () => (this.tries = 0),
        onSuccess: () => {
          settle();
          this.tries = 0;
          this.partial.delete(path);
          this.settled += file.size;
          this.settledFiles++;
          this.desk.pump();
          this.endIfDone();
        },
        onError: async (error) => {
          settle();
          this.queue.unshift({ path, url: upload.url });
          const answer = error.originalResponse;
          const problem = answer && answer.getStatus() !== 0
            ? refusal(answer.getStatus(), answer.getBody())
            : (await unreadable(file)) ? { status: 422, reason: 'UNREADABLE', values: [path] } : error;
          if (problem.status === 422) {
            // The other files go on: all that is wrong is told together.
            this.queue = this.queue.filter((one) => one.path !== path);
            this.partial.delete(path);
            this.refused.push({ path, problem });
            this.desk.pump();
            this.endIfDone();
          } else if (this.state === 'going' || this.state === 'waiting') {
            this.stumble(problem, () => this.goOn());
          }
        },
      });
      const watch = setInterval(() => {
        if (Date.now() - moved > STALLED_MS) {
          moved = Date.now();
          upload.abort().then(() => upload.options.onError(new Error('stalled')));
        }
      }, 5000);
      this.active.set(path, { upload, settle });
      upload.start();
    }

    /** What could not be done now is tried again, later and later, or told to the person. */
    stumble(problem, again) {
      const status = problem.status || 0;
      if (status === 401 || status === 403) {
        this.halt();
        this.to('login');
      } else if (status === 0 || status === 409 && !problem.reason || status === 423
          || status === 460 || status === 408 || status === 429
          || (status >= 500 && status !== 507)) {
        if (this.state === 'waiting') {
          return; // one attempt at a time, though three files stumbled
        }
        const seconds = PATIENCE[Math.min(this.tries++, PATIENCE.length - 1)];
        this.to('waiting', navigator.onLine ? 'waiting' : 'offline', this.desk.seconds(seconds));
        this.again = again;
        this.timer = setTimeout(() => this.tryNow(), seconds * 1000);
      } else {
        this.halt();
        this.to('failed', problem.reason || 'FAILED', ...(problem.values || []));
      }
    }

    /** The next attempt, with a fresh token: the session may be another one by now. */
    async tryNow() {
      clearTimeout(this.timer);
      if (this.state !== 'waiting') {
        return;
      }
      const again = this.again;
      try {
        await this.desk.refresh();
        this.state = 'going';
        again();
      } catch (problem) {
        this.state = 'going';
        this.stumble(problem, again);
      }
    }

    goOn() {
      this.to('going');
      this.desk.pump();
      this.endIfDone();
    }

    /** Stops sending; what was sent stays. */
    halt() {
      clearTimeout(this.timer);
      for (const [path, one] of this.active) {
        one.upload.abort();
        one.settle();
        this.queue.unshift({ path, url: one.upload.url });
      }
      this.active.clear();
    }

    async endIfDone() {
      if (this.state !== 'going' || this.active.size > 0 || this.queue.length > 0) {
        return;
      }
      if (this.refused.length > 0) {
        this.to('failed', 'refused', this.refused.length);
        return;
      }
      this.state = 'finishing';
      await this.finish();
    }

    async finish() {
      this.to('finishing');
      try {
        await this.desk.ask('POST', `/goi/${this.facts.id}/xong`);
        this.desk.arrived(this);
      } catch (problem) {
        this.state = 'going';
        if (problem.reason === 'GONE') {
          this.desk.arrived(this); // the answer to the first attempt was lost
        } else {
          this.stumble(problem, () => this.finish());
        }
      }
    }

    async discard() {
      this.halt();
      this.to('discarding');
      try {
        if (this.facts.id) {
          await this.desk.ask('DELETE', '/goi/' + this.facts.id);
        }
        this.desk.remove(this);
      } catch (problem) {
        if (problem.reason === 'GONE') {
          this.desk.remove(this);
        } else {
          this.to('failed', problem.status === 401 || problem.status === 403 ? 'login' : 'discardFailed');
        }
      }
    }

    to(state, ...why) {
      this.state = state;
      this.why = why;
      this.desk.show(this);
    }

    /** Bytes a second lately, or 0 while that says nothing. */
    rate(now) {
      this.samples.push([now, this.bytes]);
      while (this.samples.length > 2 && now - this.samples[0][0] > RATE_OVER_MS) {
        this.samples.shift();
      }
      const [then, before] = this.samples[0];
      return now - then < 2000 ? 0 : Math.max(0, ((this.bytes - before) * 1000) / (now - then));
    }
  }

  function same(begun, file) {
    return file && file.size === begun.size && file.lastModified === begun.modified;
  }

  function refusal(status, body) {
    try {
      return { status, ...JSON.parse(body) };
    } catch (e) {
      return { status };
    }
  }

  /** A file that was changed or taken away since it was chosen cannot be read any more. */
  async function unreadable(file) {
    try {
      await file.slice(0, 1).arrayBuffer();
      return false;
    } catch (e) {
      return true;
    }
  }

  window.ttUpload = { Sending, Summed, ROOT, KEEP_SESSION_MS, REFUSED_SHOWN, same, refusal };
})();

/* <tt-upload>, what people see and press. Loaded after tt-upload.js. */
(() => {
  'use strict';
  if (customElements.get('tt-upload')) {
    return;
  }
  const { Sending, Summed, ROOT, KEEP_SESSION_MS, REFUSED_SHOWN, same, refusal } = window.ttUpload;

  function make(name, facts, ...children) {
    const element = document.createElement(name);
    Object.assign(element, facts);
    element.append(...children.filter((child) => child));
    return element;
  }

  /** Files of what was dropped, with the way to each. */
  async function dropped(items) {
    const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry);
    const found = [];
    async function walk(entry, way) {
      if (entry.isFile) {
        const file = await new Promise((ok, no) => entry.file(ok, no));
        found.push({ file, way: way + file.name });
        return;
      }
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((ok, no) => reader.readEntries(ok, no));
        if (some.length === 0) {
          return;
        }
        for (const child of some) {
          await walk(child, way + entry.name + '/');
        }
      }
    }
    for (const entry of entries) {
      await walk(entry, '');
    }
    return found;
  }

  class Upload extends HTMLElement {
    connectedCallback() {
      if (this.sendings) {
        return;
      }
      this.sendings = [];
      this.stack = new Summed();
      this.texts = JSON.parse(this.getAttribute('words') || '{}');
      this.language = this.getAttribute('lang') || 'vi';
      this.facts = null;
      this.build();
      this.beat = setInterval(() => this.tick(), 500);
      this.keep = setInterval(() => {
        if (this.sendings.some((one) => one.sending)) {
          this.dispatchEvent(new CustomEvent('tt-sending'));
        }
      }, KEEP_SESSION_MS);
      this.online = () => this.sendings.forEach((one) => one.tryNow());
      // Leaving forgets what was chosen, also when the rest of the page reloads for a new login.
      this.leaving = (event) => {
        if (this.sendings.some((one) => one.files && one.state !== 'failed')) {
          event.preventDefault();
        }
      };
      window.addEventListener('online', this.online);
      window.addEventListener('beforeunload', this.leaving);
      this.refresh().then(() => this.unfinished(), () => this.say(this.text('FAILED')));
    }

    disconnectedCallback() {
      clearInterval(this.beat);
      clearInterval(this.keep);
      window.removeEventListener('online', this.online);
      window.removeEventListener('beforeunload', this.leaving);
      (this.sendings || []).forEach((one) => one.halt());
    }

    text(key, ...values) {
      return values.reduce(
        (text, value, i) => text.replaceAll(`{${i}}`, value), this.texts[key] || key);
    }

    number(value, digits) {
      return new Intl.NumberFormat(this.language, { maximumFractionDigits: digits || 0 }).format(value);
    }

    size(bytes) {
      const units = ['B', 'kB', 'MB', 'GB', 'TB'];
      let unit = 0;
      while (bytes >= 999.95 && unit < units.length - 1) {
        bytes /= 1000;
        unit++;
      }
      return this.number(bytes, unit > 0 && bytes < 10 ? 1 : 0) + ' ' + units[unit];
    }

    seconds(seconds) {
      const s = Math.round(seconds);
      if (s < 60) {
        return this.text('duration.seconds', s);
      }
      if (s < 3600) {
        return this.text('duration.minutes', Math.round(s / 60));
      }
      return s < 86400
        ? this.text('duration.hours', Math.floor(s / 3600), Math.floor((s % 3600) / 60))
        : this.text('duration.days', Math.floor(s / 86400), Math.floor((s % 86400) / 3600));
    }

    /** Values of a reason as people read them. */
    reason([key, ...values]) {
      const bytes = ['TOO_LARGE', 'QUOTA', 'NO_SPACE', 'INCOMPLETE'].includes(key);
      return this.text(
        key, ...values.map((v) => typeof v !== 'number' ? v : bytes ? this.size(v) : this.number(v)));
    }

    async ask(method, way, said) {
      const headers = {};
      if (method !== 'GET') {
        headers[this.facts.header] = this.facts.token;
      }
      if (said) {
        headers['Content-Type'] = 'application/json';
      }
      const answer = await fetch(ROOT + way, {
        method, headers, body: said ? JSON.stringify(said) : undefined, redirect: 'error',
      });
      const body = await answer.text();
      if (!answer.ok) {
        throw refusal(answer.status, body);
      }
      return body ? JSON.parse(body) : null;
    }

    async refresh() {
      this.facts = await this.ask('GET', '');
    }

    /** What this account has not finished, from whatever browser. */
    async unfinished() {
      for (const facts of this.facts.packages) {
        if (this.sendings.some((one) => one.facts.id === facts.id)) {
          continue;
        }
        const one = this.add(new Sending(this, facts, null));
        if (facts.arrivedFiles === facts.files && facts.arrivedBytes === facts.bytes) {
          one.finish(); // all is there, only the last word was lost
        }
      }
    }

    build() {
      this.file = make('input', { type: 'file', multiple: true, hidden: true, tabIndex: -1 });
      this.folder = make('input', { type: 'file', webkitdirectory: true, hidden: true, tabIndex: -1 });
      for (const input of [this.file, this.folder]) {
        input.setAttribute('aria-hidden', 'true');
        input.addEventListener('change', () => this.chosen(
          [...input.files].map((file) => ({ file, way: file.webkitRelativePath || file.name }))));
      }
      const files = make('button', { type: 'button', className: 'tt-button tt-button-first',
        textContent: this.text('files'), onclick: () => this.pick(this.file, null) });
      const folder = make('button', { type: 'button', className: 'tt-button',
        textContent: this.text('folder'), onclick: () => this.pick(this.folder, null) });
      const hint = make('span', { className: 'tt-hint', textContent: this.text('drop') });
      this.status = make('p', { className: 'tt-hint' });
      this.status.setAttribute('role', 'status');
      this.list = make('div', { className: 'tt-sendings' });
      const row = make('div', { className: 'tt-row' }, files, folder, hint);
      const drop = make('div', { className: 'tt-drop' }, row, this.file, this.folder, this.status);
      const over = (on) => (event) => {
        event.preventDefault();
        drop.classList.toggle('tt-drop-over', on);
      };
      drop.addEventListener('dragover', over(true));
      drop.addEventListener('dragleave', over(false));
      drop.addEventListener('drop', async (event) => {
        over(false)(event);
        this.target = null;
        this.chosen(await dropped(event.dataTransfer.items));
      });
      this.replaceChildren(drop, this.list);
    }

    /** Lets the person choose, perhaps the same files for an unfinished package. */
    pick(input, target) {
      this.target = target;
      input.value = '';
      input.click();
    }

    /** What was chosen, as packages: each folder one, each ZIP one, all else together one. */
    packages(found) {
      const packages = new Map();
      const stamp = new Date().toLocaleString('sv').replaceAll(':', '.').slice(0, 16);
      const loose = found.some(({ file, way }) => !way.includes('/') && !/\.(zip|tar|tgz|tar\.gz)$/i.test(file.name));
      for (const { file, way } of found) {
        const slash = way.indexOf('/');
        const zip = slash < 0 && !loose;
        const name = slash > 0 ? way.slice(0, slash) : zip ? file.name : this.text('loose') + ' ' + stamp;
        const key = (zip ? 'ZIP ' : 'FOLDER ') + name;
        const one = packages.get(key) || { name, kind: zip ? 'ZIP' : 'FOLDER', files: new Map(), bytes: 0 };
        one.files.set(way.slice(slash + 1), file);
        one.bytes += file.size;
        packages.set(key, one);
      }
      return [...packages.values()];
    }

    async chosen(found) {
      const target = this.target;
      this.target = null;
      if (found.length === 0) {
        return;
      }
      try {
        await this.refresh();
      } catch (problem) {
        this.say(this.text(problem.status === 401 || problem.status === 403 ? 'login' : 'offline', ''));
        return;
      }
      for (const one of this.packages(found)) {
        const known = await this.matching(one);
        if (known) {
          known.files = one.files;
          known.begin();
        } else if (target) {
          target.to('halted', 'different');
        } else {
          const { files, ...facts } = one;
          this.add(new Sending(this, facts, files)).begin();
        }
      }
    }

    /** The unfinished package that these files are, if there is one. */
    async matching({ kind, files, bytes }) {
      for (const one of this.sendings) {
        const facts = one.facts;
        if (!facts.id || !['halted', 'paused', 'login', 'failed'].includes(one.state)
            || facts.kind !== kind || facts.files !== files.size || facts.bytes !== bytes) {
          continue;
        }
        const begun = (await this.ask('GET', '/goi/' + facts.id)).files;
        if (begun.every((file) => same(file, files.get(file.path)))) {
          return one;
        }
      }
      return null;
    }

    /** As many files at once as the server says, of the first packages first. */
    pump() {
      let busy = this.sendings.reduce((sum, one) => sum + one.active.size, 0);
      for (const one of this.sendings) {
        while (one.state === 'going' && one.queue.length > 0 && busy < this.facts.parallel) {
          one.sendNext();
          busy++;
        }
      }
    }

    add(sending) {
      this.sendings.push(sending);
      sending.id = 'tt-sending-' + (Upload.count = (Upload.count || 0) + 1);
      const title = make('h3', { id: sending.id, textContent: sending.facts.name });
      sending.bar = make('progress', { max: 1 });
      sending.bar.setAttribute('aria-labelledby', sending.id);
      sending.line = make('p', { className: 'tt-hint' });
      sending.note = make('div', {});
      sending.buttons = make('div', { className: 'tt-row' });
      sending.item = make('section', { className: 'tt-box' },
        title, sending.bar, sending.line, sending.note, sending.buttons);
      sending.item.setAttribute('aria-labelledby', sending.id);
      this.list.append(sending.item);
      this.show(sending);
      return sending;
    }

    remove(sending) {
      this.sendings = this.sendings.filter((one) => one !== sending);
      sending.item.remove();
      this.pump();
    }

    arrived(sending) {
      this.remove(sending);
      this.say(this.text('arrived', sending.facts.name));
      this.dispatchEvent(new CustomEvent('tt-arrived'));
      if (this.stale && this.sendings.every((one) => !one.files)) {
        location.reload(); // the rest of the page belongs to a session that ended
      }
    }

    /** Told to screen readers, too. */
    say(text) {
      this.status.textContent = text;
    }

    tick() {
      this.sendings.filter((one) => one.state === 'going').forEach((one) => this.progress(one));
    }

    progress(one) {
      const { bytes, files } = one.facts;
      const total = Math.max(1, bytes);
      one.bar.value = one.bytes / total;
      const parts = [`${this.size(one.bytes)} / ${this.size(bytes)}`];
      const count = one.files ? one.files.size : files;
      if (count > 1) {
        parts.push(this.text('count', this.number(one.settledFiles), this.number(count)));
      }
      if (one.state === 'going') {
        const rate = one.rate(Date.now());
        if (rate > 0) {
          parts.push(this.size(rate) + '/s');
          parts.push(this.text('remaining', this.seconds((bytes - one.bytes) / rate)));
        }
        const quarter = Math.floor((one.bytes / total) * 4);
        if (quarter > (one.quarter || 0) && quarter < 4) {
          one.quarter = quarter;
          this.say(this.text('quarter', one.facts.name, quarter * 25));
        }
      }
      one.line.textContent = parts.join(' · ');
    }

    /** Draws a package anew: only when its state changes, so that nobody loses the focus. */
    show(one) {
      if (!one.item) {
        return;
      }
      this.progress(one);
      const why = one.why || [];
      const box = { failed: 'tt-box-error', login: 'tt-box-warn', waiting: 'tt-box-warn' }[one.state];
      one.item.className = 'tt-box' + (box ? ' ' + box : '');
      const note = why.length > 0 ? this.reason(why)
        : one.state === 'halted' ? this.text('halted', this.when(one.facts.expires))
        : ['login', 'paused', 'finishing', 'discarding'].includes(one.state) ? this.text(one.state) : '';
      one.note.replaceChildren();
      if (note) {
        one.note.append(make('p', { textContent: note }));
        this.say(one.facts.name + ': ' + note);
      }
      if (one.state === 'failed' && one.refused.length > 0) {
        one.note.append(make('ul', {}, ...one.refused.slice(0, REFUSED_SHOWN).map(({ path, problem }) =>
          make('li', { textContent: path + ': '
            + this.reason([problem.reason || 'FAILED', ...(problem.values || [])]) }))));
      }
      if (one.state === 'login') {
        this.stale = true;
        one.note.append(make('a', {
          href: '/app/login', target: '_blank', rel: 'noopener', textContent: this.text('loginAgain') }));
      }
      const button = (key, press, first) => make('button', {
        type: 'button', className: 'tt-button' + (first ? ' tt-button-first' : ''),
        textContent: this.text(key), onclick: press });
      const again = () => this.pick(one.facts.kind === 'ZIP' ? this.file : this.folder, one);
      const discard = button('discard', () => this.askDiscard(one));
      const pause = button('pause', () => {
        one.halt();
        one.to('paused');
      });
      const buttons = {
        going: [pause, discard],
        waiting: [button('now', () => one.tryNow(), true), pause, discard],
        paused: [button('continue', () => this.continue(one), true), discard],
        login: [button('continue', () => this.continue(one), true), discard],
        halted: [button(one.facts.kind === 'ZIP' ? 'again' : 'againFolder', again, true), discard],
      }[one.files && one.refused.length === 0 && one.state === 'failed' ? 'login'
        : one.state === 'failed' ? 'halted' : one.state] || [];
      const focused = one.buttons.contains(document.activeElement);
      one.buttons.replaceChildren(...buttons);
      if (focused && buttons.length > 0) {
        buttons[0].focus();
      }
    }

    async continue(one) {
      try {
        await this.refresh();
        one.tries = 0;
        one.begin();
      } catch (problem) {
        one.stumble(problem, () => one.begin());
      }
    }

    askDiscard(one) {
      const keep = make('button', { type: 'button', className: 'tt-button',
        textContent: this.text('keep'), onclick: () => this.show(one) });
      const sure = make('button', { type: 'button', className: 'tt-button tt-button-error',
        textContent: this.text('discard.yes'), onclick: () => one.discard() });
      one.buttons.replaceChildren(
        make('p', { textContent: this.text('discard.sure', one.facts.name) }), sure, keep);
      keep.focus();
    }

    when(instant) {
      return new Intl.DateTimeFormat(this.language === 'en' ? 'en-GB' : 'vi-VN',
        { dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant));
    }
  }

  customElements.define('tt-upload', Upload);
})();

/*
 * <tt-redact>: boxes on the image of a page. Drawn with a mouse, a finger or a pen; each box is a button that the arrow keys move, Shift and
 * the arrow keys make larger or smaller, and Delete takes away. Nothing is kept here: the server hears of each change and says what there is.
 * What keys move waits for the next key, each box by itself; it is said at once when the box or the page is left.
 */
(() => {
  'use strict';
  if (customElements.get('tt-redact')) {
    return;
  }
  const SCALE = 10000;
  const STEP = 50;
  const FINE = 10;
  const NARROWEST = 20;
  /* Pixels that a hand shakes. */
  const SLIP = 4;
  /* How long a key waits for the next one, milliseconds. */
  const PAUSE = 400;

  const clamp = (value, low, high) => Math.min(high, Math.max(low, Math.round(value)));

  function fitted(area) {
    const x = clamp(area.x, 0, SCALE - NARROWEST);
    const y = clamp(area.y, 0, SCALE - NARROWEST);
    return {
      x,
      y,
      width: clamp(area.width, NARROWEST, SCALE - x),
      height: clamp(area.height, NARROWEST, SCALE - y),
    };
  }

  const same = (one, other) => ['x', 'y', 'width', 'height'].every((side) => one[side] === other[side]);

  /* Moves and keeps its size at the edges. */
  function moved(area, dx, dy) {
    return {
      x: clamp(area.x + dx, 0, SCALE - area.width),
      y: clamp(area.y + dy, 0, SCALE - area.height),
      width: area.width,
      height: area.height,
    };
  }

  class Redact extends HTMLElement {
    static get observedAttributes() {
      return ['src', 'alt', 'boxes', 'shown'];
    }

    constructor() {
      super();
      /* Moved with keys and not said yet, by box. */
      this.waits = new Map();
      /* Said and not answered yet, by box. */
      this.said = new Map();
      this.unanswered = 0;
      this.leaving = (e) => {
        this.flush();
        if (this.unanswered > 0 && e.type === 'beforeunload') {
          e.preventDefault();
        }
      };
    }

    connectedCallback() {
      window.addEventListener('beforeunload', this.leaving);
      window.addEventListener('pagehide', this.leaving);
      if (!this.image) {
        this.image = document.createElement('img');
        this.image.draggable = false;
        this.append(this.image);
        this.addEventListener('pointerdown', (e) => this.begin(e));
        this.addEventListener('pointermove', (e) => this.go(e));
        this.addEventListener('pointerup', (e) => this.end(e));
        this.addEventListener('pointercancel', () => this.leave());
        this.addEventListener('keydown', (e) => this.key(e));
        this.addEventListener('focusout', () => {
          if (!this.showing) {
            this.flush();
          }
        });
      }
      this.show();
    }

    disconnectedCallback() {
      this.flush();
      window.removeEventListener('beforeunload', this.leaving);
      window.removeEventListener('pagehide', this.leaving);
    }

    attributeChangedCallback(name, was, is) {
      if (this.image) {
        this.show();
      }
      if (name === 'shown') {
        this.unanswered = Math.max(0, this.unanswered - (Number(is) - Number(was)));
        if (this.unanswered === 0) {
          setTimeout(() => this.unanswered === 0 && this.said.clear());
        }
      }
    }

    show() {
      const src = this.getAttribute('src') || '';
      if (this.image.getAttribute('src') !== src) {
        this.image.src = src;
      }
      this.image.alt = this.getAttribute('alt') || '';
      const focused = this.contains(document.activeElement) ? document.activeElement.dataset : null;
      const boxes = JSON.parse(this.getAttribute('boxes') || '[]');
      const all = [...this.querySelectorAll('.tt-redact-box')];
      const known = new Set(all.map((old) => old.dataset.id));
      this.showing = true;
      all.forEach((old) => old.remove());
      boxes.forEach((box) => this.append(this.box(box)));
      const fresh = [...this.querySelectorAll('.tt-redact-box')];
      /* What was moved comes back with another id. */
      const after = (id) => fresh.find((one) => one.dataset.id === id)
        || fresh.find((one) => this.said.has(id) && !known.has(one.dataset.id) && same(one.area, this.said.get(id)));
      const next = focused && focused.n
        ? after(focused.id) || fresh[Math.min(Number(focused.n), fresh.length - 1)]
        : null;
      const waiting = [...this.waits.values()];
      this.waits.clear();
      waiting.forEach((kept) => {
        const box = after(kept.id);
        kept.id = box ? box.dataset.id : kept.id;
        this.waits.set(kept.id, kept);
        if (box) {
          box.area = kept.area;
          this.place(box, box.area);
        }
      });
      if (next) {
        next.focus({ preventScroll: true });
      }
      this.showing = false;
    }

    box(box) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'tt-redact-box';
      button.dataset.id = box.id;
      button.dataset.n = box.n - 1;
      button.setAttribute('aria-label', box.label);
      button.setAttribute('aria-describedby', this.getAttribute('aria-describedby') || '');
      button.title = box.label;
      const number = document.createElement('span');
      number.textContent = box.n;
      const corner = document.createElement('span');
      corner.className = 'tt-redact-corner';
      button.append(number, corner);
      button.area = { x: box.x, y: box.y, width: box.width, height: box.height };
      this.place(button, button.area);
      return button;
    }

    place(element, area) {
      element.style.left = area.x / 100 + '%';
      element.style.top = area.y / 100 + '%';
      element.style.width = area.width / 100 + '%';
      element.style.height = area.height / 100 + '%';
    }

    point(e) {
      const frame = this.image.getBoundingClientRect();
      return {
        x: ((e.clientX - frame.left) / frame.width) * SCALE,
        y: ((e.clientY - frame.top) / frame.height) * SCALE,
      };
    }

    begin(e) {
      if (!e.isPrimary || e.button !== 0) {
        return;
      }
      const on = e.target.closest('.tt-redact-box');
      this.flush();
      this.from = this.point(e);
      this.clientX = e.clientX;
      this.clientY = e.clientY;
      this.dragged = on;
      this.sizing = e.target.classList.contains('tt-redact-corner');
      this.area = null;
      if (on) {
        on.focus({ preventScroll: true });
      } else {
        this.drawn = document.createElement('div');
        this.drawn.className = 'tt-redact-drawn';
      }
      this.setPointerCapture(e.pointerId);
      e.preventDefault();
    }

    go(e) {
      if (!this.from) {
        return;
      }
      const far = Math.hypot(e.clientX - this.clientX, e.clientY - this.clientY);
      if (!this.area && far < SLIP) {
        return;
      }
      const to = this.point(e);
      const dx = to.x - this.from.x;
      const dy = to.y - this.from.y;
      if (this.dragged) {
        const was = this.dragged.area;
        this.area = this.sizing
          ? fitted({ ...was, width: was.width + dx, height: was.height + dy })
          : moved(was, dx, dy);
        this.place(this.dragged, this.area);
      } else {
        const x = clamp(Math.min(this.from.x, to.x), 0, SCALE);
        const y = clamp(Math.min(this.from.y, to.y), 0, SCALE);
        this.area = fitted({
          x,
          y,
          width: clamp(Math.max(this.from.x, to.x), 0, SCALE) - x,
          height: clamp(Math.max(this.from.y, to.y), 0, SCALE) - y,
        });
        if (!this.drawn.isConnected) {
          this.append(this.drawn);
        }
        this.place(this.drawn, this.area);
      }
    }

    end(e) {
      if (!this.from) {
        return;
      }
      this.go(e);
      if (this.area && this.dragged) {
        this.say('tt-moved', { id: this.dragged.dataset.id, ...this.area });
      } else if (this.area) {
        this.say('tt-drawn', { id: '', ...this.area });
      }
      this.leave();
    }

    leave() {
      if (this.drawn) {
        this.drawn.remove();
      }
      this.from = null;
      this.dragged = null;
      this.drawn = null;
      this.area = null;
    }

    key(e) {
      const box = e.target.closest('.tt-redact-box');
      if (!box) {
        return;
      }
      if (e.key === 'Delete' || e.key === 'Backspace') {
        this.say('tt-removed', { id: box.dataset.id, ...box.area });
        e.preventDefault();
        return;
      }
      const step = e.altKey || e.ctrlKey ? FINE : STEP;
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
      if (!way) {
        return;
      }
      e.preventDefault();
      const [dx, dy] = [way[0] * step, way[1] * step];
      box.area = e.shiftKey
        ? fitted({ ...box.area, width: box.area.width + dx, height: box.area.height + dy })
        : moved(box.area, dx, dy);
      this.place(box, box.area);
      this.later(box);
    }

    later(box) {
      const kept = this.waits.get(box.dataset.id) || { id: box.dataset.id };
      clearTimeout(kept.timer);
      kept.area = box.area;
      kept.timer = setTimeout(() => this.soon(kept), PAUSE);
      this.waits.set(kept.id, kept);
    }

    soon(kept) {
      this.say('tt-moved', { id: kept.id, ...kept.area });
    }

    /* Says what waits. */
    flush() {
      [...this.waits.values()].forEach((kept) => this.soon(kept));
    }

    say(name, detail) {
      const kept = this.waits.get(detail.id);
      if (kept) {
        clearTimeout(kept.timer);
        this.waits.delete(detail.id);
      }
      if (name === 'tt-moved') {
        this.said.set(detail.id, detail);
      }
      this.unanswered++;
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }
  }
  customElements.define('tt-redact', Redact);
})();

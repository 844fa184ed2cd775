// @ts-check
/**
 * The one WebSocket of a notebook: says hello with the last number it has, keeps the connection
 * open, comes back when it breaks, and holds Commands until then.
 *
 * @import {Command, Event} from "./protocol.js"
 */
import {parse} from "./protocol.js";

/** @typedef {"connecting" | "connected" | "lost"} LinkState */
/**
 * @typedef {object} Ends
 * @property {() => number} after number of the last Event applied
 * @property {(event: Event) => void} event
 * @property {(state: LinkState) => void} state
 */
/** @typedef {Pick<WebSocket, "send" | "close" | "readyState"> & Pick<EventTarget, "addEventListener">} Socket */
/** @typedef {{setTimeout: (f: () => void, ms: number) => number, clearTimeout: (id: number) => void}} Clock */

const FIRST_WAIT = 250;
const LONGEST_WAIT = 10_000;
const PING_EVERY = 20_000;
const OPEN = 1;

export class Link {
  /** @type {Socket | null} */ #socket = null;
  /** @type {Command[]} */ #kept = [];
  #wait = FIRST_WAIT;
  #heard = false;
  #timer = 0;
  #ends;
  #connect;
  #clock;

  /**
   * @param {Ends} ends
   * @param {() => Socket} connect
   * @param {Clock} clock
   */
  constructor(ends, connect, clock = window) {
    this.#ends = ends;
    this.#connect = connect;
    this.#clock = clock;
  }

  open() {
    this.#clock.clearTimeout(this.#timer);
    const socket = this.#socket = this.#connect();
    socket.addEventListener("open", () => this.#opened());
    socket.addEventListener("message", message => this.#received(/** @type {MessageEvent} */ (message)));
    socket.addEventListener("close", () => this.#closed(socket));
  }

  /**
   * Sends now, or after the next reconnect; of Commands alike that wait, the last counts.
   * @param {Command} command
   */
  send(command) {
    if (this.#socket?.readyState === OPEN) {
      this.#socket.send(JSON.stringify(command));
      return;
    }
    this.#kept = [...this.#kept.filter(kept => !alike(kept, command)), command];
  }

  /** Tries at once where a reconnect waits, for example when the network is back. */
  retry() {
    if (this.#socket === null) {
      this.open();
    }
  }

  #opened() {
    this.#heard = true;
    this.send({type: "hello", after: this.#ends.after()});
    const kept = this.#kept;
    this.#kept = [];
    kept.forEach(command => this.send(command));
    this.#ends.state("connected");
    this.#pingLater();
  }

  /** @param {MessageEvent} message */
  #received(message) {
    this.#heard = true;
    const event = parse(message.data);
    if (event.type !== "fault") {
      this.#wait = FIRST_WAIT; // who is told a fault and then left alone is not wanted so soon
    }
    this.#ends.event(event);
  }

  /** @param {Socket} socket */
  #closed(socket) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    this.#ends.state("lost");
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #pingLater() {
    this.#timer = this.#clock.setTimeout(() => this.#ping(), PING_EVERY);
  }

  /** A connection that said nothing since the last ping is dead, whatever the system believes. */
  #ping() {
    const socket = this.#socket;
    if (socket && !this.#heard) {
      socket.close();
      this.#closed(socket);
      return;
    }
    this.#heard = false;
    this.send({type: "ping"});
    this.#pingLater();
  }
}

/**
 * @param {Command} a
 * @param {Command} b
 */
function alike(a, b) {
  return a.type === b.type && about(a) === about(b);
}

/** @param {Command} command */
function about(command) {
  const {cell, quiz, what} = /** @type {{cell?: string, quiz?: string, what?: string}} */ (command);
  return JSON.stringify([cell, quiz, what]);
}

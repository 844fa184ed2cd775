// @ts-check
import {Link} from "../src/link.js";
import {equal} from "./check.js";

class FakeSocket extends EventTarget {
  readyState = 0;
  /** @type {{type: string, [key: string]: unknown}[]} */ sent = [];

  /** @param {string} text */
  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  opened() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  /** @param {object} event */
  told(event) {
    this.dispatchEvent(new MessageEvent("message", {data: JSON.stringify(event)}));
  }

  lost() {
    this.readyState = 3;
    this.dispatchEvent(new Event("close"));
  }
}

/** A link, the sockets it made, what it told, and a clock that stands until it is moved. */
function linked() {
  /** @type {FakeSocket[]} */ const sockets = [];
  /** @type {string[]} */ const states = [];
  /** @type {string[]} */ const events = [];
  /** @type {{act: () => void, ms: number}[]} */ let waiting = [];
  const clock = {
    setTimeout: (/** @type {() => void} */ act, /** @type {number} */ ms) => {
      waiting = [{act, ms}];
      return 1;
    },
    clearTimeout: () => {
      waiting = [];
    },
  };
  const connect = () => {
    sockets.push(new FakeSocket());
    return /** @type {any} */ (sockets[sockets.length - 1]);
  };
  const link = new Link({after: () => 7, event: e => events.push(e.type), state: s => states.push(s)}, connect, clock);
  const tick = () => {
    const [{act, ms}] = waiting;
    waiting = [];
    act();
    return ms;
  };
  return {link, sockets, states, events, tick};
}

export const tests = {
  "says hello with the last number it has"() {
    const {link, sockets, states, events} = linked();
    link.open();
    sockets[0].opened();
    sockets[0].told({type: "pong"});
    equal([sockets[0].sent, states, events], [[{type: "hello", after: 7}], ["connected"], ["pong"]]);
  },
  "comes back, waiting twice as long each time, ten seconds at most"() {
    const {link, sockets, states, tick} = linked();
    link.open();
    const waits = Array.from({length: 8}, () => {
      sockets[sockets.length - 1].lost();
      return tick();
    });
    equal(waits, [250, 500, 1000, 2000, 4000, 8000, 10000, 10000]);
    equal(states.every(state => state === "lost"), true);
  },
  "starts again from the shortest wait once it was told something"() {
    const {link, sockets, tick} = linked();
    link.open();
    sockets[0].lost();
    tick();
    sockets[1].opened();
    sockets[1].told({type: "pong"});
    sockets[1].lost();
    equal(tick(), 250);
  },
  "waits longer where it is told a fault and then left alone"() {
    const {link, sockets, tick} = linked();
    link.open();
    const waits = Array.from({length: 3}, () => {
      const socket = sockets[sockets.length - 1];
      socket.opened();
      socket.told({type: "fault", message: "there is no such notebook"});
      socket.lost();
      return tick();
    });
    equal(waits, [250, 500, 1000]);
  },
  "keeps Commands while away, of those alike the last"() {
    const {link, sockets, tick} = linked();
    link.open();
    sockets[0].opened();
    sockets[0].lost();
    link.send({type: "edit", cell: "a", source: "1"});
    link.send({type: "edit", cell: "b", source: "2"});
    link.send({type: "edit", cell: "a", source: "3"});
    link.send({type: "run", cell: "a", source: "3"});
    tick();
    sockets[1].opened();
    equal(sockets[1].sent.map(c => [c.type, c.cell, c.source]),
      [["hello", undefined, undefined], ["edit", "b", "2"], ["edit", "a", "3"], ["run", "a", "3"]]);
  },
  "answers to two quizzes, a hint and a solution are not alike"() {
    const {link, sockets} = linked();
    link.open();
    link.send({type: "choose", quiz: "quiz-1", choices: [0]});
    link.send({type: "choose", quiz: "quiz-2", choices: [0]});
    link.send({type: "choose", quiz: "quiz-1", choices: [1]});
    link.send({type: "reveal", cell: "a", what: "hint"});
    link.send({type: "reveal", cell: "a", what: "solution"});
    sockets[0].opened();
    equal(sockets[0].sent.slice(1).map(c => [c.quiz ?? c.what, c.choices]),
      [["quiz-2", [0]], ["quiz-1", [1]], ["hint", undefined], ["solution", undefined]]);
  },
  "pings, and gives up a connection that has gone silent"() {
    const {link, sockets, states, tick} = linked();
    link.open();
    sockets[0].opened();
    equal(tick(), 20000);
    sockets[0].told({type: "pong"});
    tick();
    equal(sockets[0].sent.map(c => c.type), ["hello", "ping", "ping"]);
    tick();
    equal([sockets[0].readyState, states.at(-1)], [3, "lost"]);
  },
  "a retry opens at once where a reconnect waits, and not where one is open"() {
    const {link, sockets} = linked();
    link.open();
    link.retry();
    equal(sockets.length, 1);
    sockets[0].lost();
    link.retry();
    equal(sockets.length, 2);
  },
};

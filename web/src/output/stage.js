// @ts-check
/**
 * Sessions that work at the same time: a column for each, time runs downwards.
 *
 * @import {TraceEvent} from "../protocol.js"
 * @import {Stage, Turn} from "../stage.js"
 * @import {LaneActions} from "./statement.js"
 */
import {html, nothing} from "lit-html";
import {wait} from "../stage.js";
import {marker} from "./lane.js";
import {statement} from "./statement.js";

/**
 * @param {Stage} stage
 * @param {LaneActions} actions
 */
export function stage({actors, turns}, actions) {
  return html`
    <div class="stage of-${actors.length}">
      <div class="actors" aria-hidden="true">${actors.map(({name, connection, session}) => html`
        <p class="actor"><b>${name}</b>${session > 0 ? html` <span>connection ${connection}</span>` : nothing}</p>`)}</div>
      <ol class="turns" aria-label="What ${actors.map(actor => actor.name).join(" and ")} did, in the order of time">${
        turns.map(turn => drawn(turn, actors[turn.column].name, actions))}</ol>
    </div>`;
}

/**
 * @param {Turn} turn
 * @param {string} name
 * @param {LaneActions} actions
 */
function drawn({column, events}, name, actions) {
  return html`
    <li class="turn in-${column + 1}">
      <p class="who">${name}</p>
      <ol class="trace">${events.map(event => played(event, actions))}</ol>
    </li>`;
}

/**
 * @param {TraceEvent} event
 * @param {LaneActions} actions
 */
function played(event, actions) {
  if (event.type !== "statement") {
    return marker({row: "marker", events: [event]});
  }
  const waited = wait(event);
  return html`
    ${statement({row: "statement", statement: event, times: 1}, actions)}
    ${waited ? html`<li class="waited">${waited}</li>` : nothing}`;
}

// @ts-check
/**
 * What Sessions held after a cell: a card for each entity.
 *
 * @import {Context, SessionContents, Entity, EntityState, Attribute} from "../protocol.js"
 */
import {html, nothing} from "lit-html";
import {counted} from "../notebook.js";
import {changed, MANY, name, standing, state, summary} from "../session.js";

/** What a proxy means. @type {Partial<Record<EntityState, string>>} */
const PROXY = {
  managed: "a proxy: only its id is known",
  detached: "a proxy that can no longer be loaded",
};

/** @param {Context} context */
export function context({sessions, leftOut}) {
  return html`
    ${sessions.map(session)}
    ${leftOut > 0 ? html`<p class="soft">${counted(leftOut, "more open Session")}</p>` : nothing}`;
}

/** @param {SessionContents} session */
function session(session) {
  const words = standing(session);
  return html`
    <div class="session">
      <p class="session-title"><b>${name(session)}</b>${session.open ? ", after this cell" : " has closed"}${words
        ? html` <span class="session-state">${words}</span>` : nothing}</p>
      ${session.entities.length > MANY
        ? html`<details><summary>${summary(session)}</summary>${entities(session)}</details>`
        : entities(session)}
    </div>`;
}

/** @param {SessionContents} session */
function entities(session) {
  const {entities, leftOut} = session;
  return html`
    ${entities.length > 0
      ? html`<ul class="entities" aria-label="Entities of ${name(session)}">${entities.map(entity)}</ul>`
      : nothing}
    ${leftOut > 0 ? html`<p class="soft">${leftOut.toLocaleString("en")} more are not shown.</p>` : nothing}`;
}

/** @param {Entity} entity */
function entity(entity) {
  const {name, id, variable, attributes, leftOut, proxy} = entity;
  return html`
    <li class="entity ${proxy ? "proxy" : entity.state}">
      <p><b>${name} ${id}</b>${variable ? html` <code title="the variable that refers to it">${variable}</code>` : nothing}
        <span class="state">${state(entity)}</span></p>
      ${proxy ? html`<p class="attributes">${PROXY[entity.state] ?? PROXY.managed}</p>` : nothing}
      ${attributes.length > 0
        ? html`<p class="attributes">${attributes.map((one, i) => html`${i > 0 ? " · " : nothing}${attribute(one)}`)}${changed(entity)
            ? html`, <b class="unflushed">not yet flushed</b>` : nothing}${leftOut > 0 ? ` · ${leftOut} more` : nothing}</p>`
        : nothing}
    </li>`;
}

/** @param {Attribute} attribute */
function attribute({name, value, loaded}) {
  if (loaded === null) {
    return html`<span class="attribute">${name} <span class="value-text">${value}</span></span>`;
  }
  // An object of the learner's is told by its class, before and after.
  const was = loaded === value ? nothing : html`<del><span class="visually-hidden">was </span>${loaded}</del> `;
  return html`<span class="attribute changed">${name} ${was}<ins><span class="visually-hidden">now </span>${value}${
    loaded === value ? " (changed)" : ""}</ins></span>`;
}

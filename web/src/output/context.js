// @ts-check
/**
 * What Sessions hold: a card for each entity.
 *
 * @import {SessionContents, Entity, EntityState, Attribute} from "../protocol.js"
 * @import {News} from "../steps.js"
 */
import {html, nothing} from "lit-html";
import {changed, MANY, name, standing, state, summary} from "../session.js";

/** What a proxy means. @type {Partial<Record<EntityState, string>>} */
const PROXY = {
  managed: "a proxy: only its id is known",
  detached: "a proxy that can no longer be loaded",
};

/**
 * @param {SessionContents} session
 * @param {string} when it is so: `, after this cell`
 * @param {ReadonlyMap<Entity, News>} news of its entities
 */
export function session(session, when, news) {
  const words = standing(session);
  return html`
    <div class="session">
      <p class="session-title"><b>${name(session)}</b>${session.open ? when : " has closed"}${words
        ? html` <span class="session-state">${words}</span>` : nothing}</p>
      ${session.entities.length > MANY
        ? html`<details><summary>${summary(session)}</summary>${entities(session, news)}</details>`
        : entities(session, news)}
    </div>`;
}

/**
 * @param {SessionContents} session
 * @param {ReadonlyMap<Entity, News>} news
 */
function entities(session, news) {
  const {entities, leftOut} = session;
  return html`
    ${entities.length > 0
      ? html`<ul class="entities" aria-label="Entities of ${name(session)}">${entities.map(one => entity(one, news.get(one)))}</ul>`
      : nothing}
    ${leftOut > 0 ? html`<p class="soft">${leftOut.toLocaleString("en")} more are not shown.</p>` : nothing}`;
}

/**
 * @param {Entity} entity
 * @param {News} [news]
 */
function entity(entity, news) {
  // An Event that was kept by an earlier version has no aliases.
  const {name, id, variable, aliases = [], attributes, leftOut, proxy} = entity;
  return html`
    <li class="entity ${proxy ? "proxy" : entity.state} ${news ? "news" : ""}">
      <p><b>${id ? `${name} ${id}` : name}</b>${variable ? html` <code title="the variable that refers to it">${variable}</code>` : nothing}
        <span class="state">${news ? html`<span class="news-word">${news}:</span> ` : nothing}${state(entity)}</span></p>
      ${aliases.length > 0 ? html`<p class="aliases">the same object as ${aliases.map((one, i) => html`${i > 0 ? ", " : nothing}<code>${one}</code>`)}</p>` : nothing}
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
  // An object of the learner's may be told by its class alone, before and after.
  const was = loaded === value ? nothing : html`<del><span class="visually-hidden">was </span>${loaded}</del> `;
  return html`<span class="attribute changed">${name} ${was}<ins><span class="visually-hidden">now </span>${value}${
    loaded === value ? " (changed)" : ""}</ins></span>`;
}

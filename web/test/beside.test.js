// @ts-check
import {beside} from "../src/output/beside.js";
import {equal} from "./check.js";

/** @param {string[]} statements */
const spoken = statements => ({dialect: "H2", statements, problem: null});
/** @param {import("../src/output/beside.js").Compared[]} lines */
const marked = lines => lines.map(({line, differs}) => `${differs ? "≠ " : ""}${line.parts.map(p => p.text).join("")}`);
/** @param {string[]} left @param {string[]} right */
const rows = (left, right) => beside(spoken(left), spoken(right)).map(pair => [marked(pair.left), marked(pair.right)]);

export const tests = {
  "a line that the other dialect writes otherwise is marked"() {
    const made = (/** @type {string} */ type) => [`create table books (id bigint not null, title varchar(255) not null, used ${type})`];
    equal(rows(made("boolean"), made("bit")), [[
      ["create table books (", "id bigint not null,", "title varchar(255) not null,", "≠ used boolean", ")"],
      ["create table books (", "id bigint not null,", "title varchar(255) not null,", "≠ used bit", ")"],
    ]]);
  },
  "what makes the same thing stands in one row, wherever it stands"() {
    equal(rows(["create sequence s", "create table t (id int)"], ["create table t (id int)"]),
      [[["≠ create sequence s"], []], [["create table t (id int)"], ["create table t (id int)"]]]);
  },
  "a query stands beside a query"() {
    equal(rows(["select 1 limit 2"], ["select 1 fetch first 2 rows only"]),
      [[["≠ select 1 limit 2"], ["≠ select 1 fetch first 2 rows only"]]]);
  },
};

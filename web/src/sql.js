// @ts-check
/**
 * Lays out SQL to be read: a clause a line, short statements on one, each bind value in the place
 * of its `?`. Pure; the result is data for whoever draws it.
 *
 * @import {Bind} from "./protocol.js"
 */

/** @typedef {"keyword" | "name" | "string" | "number" | "comment" | "bind" | "space" | "other"} Kind */
/** @typedef {{kind: Kind, text: string, type?: string}} Part type: of a bind value, as Java calls it */
/** @typedef {{indent: number, parts: Part[]}} Line */
/** @typedef {{clauses: boolean, columns: boolean, indent: number}} Scope what parentheses hold */

/** Characters; a statement up to this long keeps to one line. */
const SHORT = 46;

const words = (/** @type {string} */ s) => new Set(s.split(" "));
const KEYWORDS = words("add all alter always and any as asc between bigint binary bit blob boolean by cache "
  + "cascade case cast char character check clob column commit constraint create cross current_date "
  + "current_time current_timestamp cycle date decimal default delete desc distinct double drop else end "
  + "escape except exists false fetch first float for foreign from full generated global group having "
  + "identity if ilike in increment index inner insert int integer intersect into is join key lateral left "
  + "like limit local merge minvalue natural next not null nulls numeric of offset on only or order outer "
  + "over partition precision primary references restrict returning right rollback row rows schema select "
  + "sequence set skip smallint some start table temporary then time timestamp tinyint true truncate union "
  + "unique update using uuid value values varchar varying view when where with within without zone");
const CLAUSES = words("select from where group having order offset fetch limit union intersect except set "
  + "values returning");
const JOIN_STARTS = words("left right inner full cross natural join");
const PATTERN = new RegExp([
  "(?<space>\\s+)", "(?<comment>--[^\\n]*|/\\*[\\s\\S]*?(?:\\*/|$))", "(?<string>'(?:[^']|'')*'?)",
  "(?<quoted>\"(?:[^\"]|\"\")*\"?)", "(?<number>\\d+(?:\\.\\d+)?)", "(?<sign>[<>=!]+|\\|\\|)", "(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)",
  "(?<other>[\\s\\S])",
].join("|"), "gu");

/**
 * @param {string} sql as sent
 * @param {readonly Bind[]} binds of one execution
 * @returns {Line[]}
 */
export function layout(sql, binds) {
  const parts = spaced(withBinds(tokens(sql), binds));
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  return length <= SHORT ? [{indent: 0, parts}] : lines(parts);
}

/**
 * @param {string} sql
 * @returns {Part[]}
 */
function tokens(sql) {
  return [...sql.trim().matchAll(PATTERN)].map(match => {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? ["other"];
    return {kind: kindOf(kind, match[0]), text: kind === "space" ? " " : match[0]};
  });
}

/**
 * @param {string} group
 * @param {string} text
 * @returns {Kind}
 */
function kindOf(group, text) {
  if (group === "word") {
    return KEYWORDS.has(text.toLowerCase()) ? "keyword" : "name";
  }
  if (group === "quoted") {
    return "name";
  }
  return group === "sign" ? "other" : /** @type {Kind} */ (group);
}

/**
 * @param {Part[]} parts
 * @param {readonly Bind[]} binds
 */
function withBinds(parts, binds) {
  let next = 0;
  return parts.map(part => {
    const bind = part.kind === "other" && part.text === "?" ? binds[next++] : undefined;
    return bind ? {kind: /** @type {const} */ ("bind"), text: literal(bind), type: bind.type} : part;
  });
}

/**
 * A bind value as one would write it in SQL.
 * @param {Bind} bind
 */
export function literal({type, text}) {
  const bare = /^(?:byte|short|int|integer|long|float|double|bigdecimal|biginteger|boolean|null)$/i;
  return bare.test(type) ? text : `'${text.replaceAll("'", "''")}'`;
}

/**
 * Hibernate writes no space after a comma or around a sign; a browser breaks lines only at spaces.
 * @param {Part[]} parts
 */
function spaced(parts) {
  return parts.flatMap((part, i) => {
    const next = parts[i + 1];
    const apart = next && part.kind !== "space" && next.kind !== "space"
      && (isSign(part) || isSign(next) || part.kind === "other" && part.text === ",");
    return apart ? [part, {kind: /** @type {const} */ ("space"), text: " "}] : [part];
  });
}

/** @param {Part} part */
function isSign({kind, text}) {
  return kind === "other" && /^(?:[<>=!]+|\|\|)$/.test(text);
}

/**
 * @param {Part[]} parts
 * @returns {Line[]}
 */
function lines(parts) {
  const layout = new Layout(startsTable(parts));
  parts.forEach((part, i) => layout.add(part, parts, i));
  return layout.lines();
}

/** @param {Part[]} parts */
function startsTable(parts) {
  const start = parts.filter(p => p.kind === "keyword").slice(0, 6).map(p => p.text.toLowerCase());
  return start[0] === "create" && start.includes("table");
}

/** Breaks parts into lines as they come. */
class Layout {
  /** @type {Line[]} */ #lines = [{indent: 0, parts: []}];
  /** @type {Scope[]} */ #scopes = [{clauses: true, columns: false, indent: 0}];
  #between = false;
  #joining = false;
  #last = "";
  #table;

  /** @param {boolean} table whether the statement creates a table, a column a line */
  constructor(table) {
    this.#table = table;
  }

  lines() {
    return this.#lines.map(({indent, parts}) => ({indent, parts: trimmed(parts)}))
      .filter(line => line.parts.length > 0);
  }

  /**
   * @param {Part} part
   * @param {Part[]} parts
   * @param {number} i
   */
  add(part, parts, i) {
    const word = part.kind === "keyword" ? part.text.toLowerCase() : "";
    if (part.text === ")" && this.#scopes.length > 1) {
      this.#close();
    }
    if (word && this.#scope.clauses) {
      this.#breakBefore(word);
    }
    this.#line.parts.push(part);
    if (part.text === "(") {
      this.#openScope(parts, i);
    } else if (part.text === "," && this.#scope.columns) {
      this.#newLine(this.#scope.indent);
    }
  }

  get #scope() {
    return this.#scopes[this.#scopes.length - 1];
  }

  get #line() {
    return this.#lines[this.#lines.length - 1];
  }

  /** @param {string} word */
  #breakBefore(word) {
    const {indent} = this.#scope;
    const glued = this.#last === "delete" || this.#last === "distinct";
    if (CLAUSES.has(word) && !glued || JOIN_STARTS.has(word) && !this.#joining) {
      this.#newLine(indent);
    } else if (word === "or" || word === "and" && !this.#between) {
      this.#newLine(indent + 1);
    }
    this.#joining = JOIN_STARTS.has(word) && word !== "join" || word === "outer" && this.#joining;
    this.#between = word === "between" || this.#between && word !== "and";
    this.#last = word;
  }

  /**
   * @param {Part[]} parts
   * @param {number} i
   */
  #openScope(parts, i) {
    const first = parts.slice(i + 1).find(part => part.kind !== "space")?.text.toLowerCase();
    const clauses = first === "select" || first === "with";
    const columns = this.#table && this.#scopes.length === 1;
    const indent = clauses || columns ? this.#line.indent + 1 : this.#scope.indent;
    this.#scopes.push({clauses, columns, indent});
    if (columns) {
      this.#newLine(indent);
    }
  }

  #close() {
    const {columns} = this.#scope;
    this.#scopes.pop();
    if (columns) {
      this.#newLine(this.#scope.indent);
    }
  }

  /** @param {number} indent */
  #newLine(indent) {
    if (trimmed(this.#line.parts).length > 0) {
      this.#lines.push({indent, parts: []});
    } else {
      this.#line.indent = indent;
    }
  }
}

/** @param {Part[]} parts */
function trimmed(parts) {
  const from = parts.findIndex(part => part.kind !== "space");
  const to = parts.findLastIndex(part => part.kind !== "space");
  return from < 0 ? [] : parts.slice(from, to + 1);
}

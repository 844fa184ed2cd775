// @ts-check
import {stored, summary, told} from "../src/view/mapping.js";
import {equal} from "./check.js";

const association = {from: "Book", attribute: "author", to: "Author", inverse: "books", kind: "many to one", owner: true, fetch: "lazy", through: "author_id"};

export const tests = {
  "an entity names its table and its parent"() {
    equal(stored({name: "Book", table: "books", parent: null, attributes: []}), "Book is stored in table books.");
    equal(stored({name: "Car", table: "cars", parent: "Vehicle", attributes: []}), "Car extends Vehicle and is stored in table cars.");
  },
  "the owner has the column, the other side names the owner"() {
    equal(told(association), "Book.author: many to one Author, lazy. It owns author_id; Author.books is the other side.");
    equal(told({...association, inverse: null}), "Book.author: many to one Author, lazy. It owns author_id.");
    equal(told({...association, from: "Author", attribute: "books", to: "Book", inverse: "author", kind: "one to many", owner: false}),
      "Author.books: one to many Book, lazy. It is mapped by Book.author, which owns author_id.");
  },
  "entities and tables are counted"() {
    equal(summary({entities: [], tables: [{name: "t", columns: []}], associations: [], problem: null}), "0 entities, 1 table");
  },
};

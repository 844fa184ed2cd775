// @ts-check
/** Progress at the left: which sections are done, and which one is being read. */
import {counted} from "../notebook.js";

export class Sections {
  /** @type {{item: HTMLElement, link: HTMLAnchorElement, section: Element}[]} */ #sections;

  /** @param {Document} page */
  constructor(page) {
    this.#sections = [...page.querySelectorAll("nav.sections li")].flatMap(li => {
      const item = /** @type {HTMLElement} */ (li);
      const link = item.querySelector("a");
      const section = link && page.getElementById(link.hash.slice(1))?.closest("section");
      return link && section ? [{item, link, section}] : [];
    });
    const reading = new IntersectionObserver(() => this.#read(), {rootMargin: "0px 0px -60% 0px"});
    this.#sections.forEach(({section}) => reading.observe(section));
  }

  /**
   * @param {(cell: string) => boolean} done whether a cell ran as it should
   * @param {ReadonlySet<string>} unsolved exercises
   */
  show(done, unsolved) {
    for (const {item, link, section} of this.#sections) {
      const cells = [...section.querySelectorAll("notebook-cell")].map(c => c.getAttribute("data-cell") ?? "");
      const lesson = cells.filter(cell => cell !== "scratch");
      item.classList.toggle("done", lesson.length > 0 && lesson.every(done));
      item.classList.toggle("begun", lesson.some(done));
      tell(link, lesson.filter(cell => unsolved.has(cell)).length);
    }
  }

  /** What is read is what began last in the upper two fifths of the window. */
  #read() {
    const line = window.innerHeight * 0.4 + 1;
    const here = this.#sections.filter(({section}) => section.getBoundingClientRect().top < line).at(-1);
    for (const entry of this.#sections) {
      if (entry === here) {
        entry.link.setAttribute("aria-current", "location");
      } else {
        entry.link.removeAttribute("aria-current");
      }
    }
  }
}

/**
 * What waits in a section, in words, beneath its title.
 * @param {HTMLElement} link
 * @param {number} unsolved
 */
function tell(link, unsolved) {
  const words = counted(unsolved, "exercise");
  let note = link.querySelector(".unsolved");
  if (words === "") {
    note?.remove();
  } else if (note?.textContent !== words) {
    if (!note) {
      note = document.createElement("span");
      note.className = "unsolved";
      link.append(" ", note);
    }
    note.textContent = words;
  }
}

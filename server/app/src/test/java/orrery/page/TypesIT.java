package orrery.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;
import tools.jackson.databind.json.JsonMapper;

/** Checks the JSDoc types of the browser modules with TypeScript itself, run in the browser. */
class TypesIT {

  private static final String CHECK =
      """
      const lib = "/node_modules/typescript/lib";
      const host = {
        fileExists: file => file in files,
        readFile: file => files[file],
        directoryExists: folder => Object.keys(files).some(file => file.startsWith(folder + "/")),
        getDirectories: () => [],
        getSourceFile: (file, version) =>
          file in files ? ts.createSourceFile(file, files[file], version) : undefined,
        getDefaultLibLocation: () => lib,
        getDefaultLibFileName: options => lib + "/" + ts.getDefaultLibFileName(options),
        writeFile() {},
        getCurrentDirectory: () => "/",
        getCanonicalFileName: file => file,
        useCaseSensitiveFileNames: () => true,
        getNewLine: () => "\\n",
      };
      const options = {
        allowJs: true, checkJs: true, noEmit: true, strict: true, noUnusedLocals: true,
        noUnusedParameters: true, noImplicitReturns: true, skipLibCheck: true, types: [],
        target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      };
      function place({file, start}) {
        const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
        return file ? `${file.fileName}:${line} ` : "";
      }
      const program = ts.createProgram(Object.keys(files).filter(file => /^\\/(src|test)\\//.test(file)), options, host);
      window.found = ts.getPreEmitDiagnostics(program).map(fault =>
        place(fault) + "TS" + fault.code + " " + ts.flattenDiagnosticMessageText(fault.messageText, "\\n"));
      """;

  @Test
  void modulesHoldTheirTypes() throws IOException {
    assertThat(faults(sources())).isEmpty();
  }

  @Test
  void aWrongTypeIsFound() throws IOException {
    Map<String, String> sources = sources();
    sources.put(
        "/src/wrong.js",
        "import {html} from \"lit-html\";\n/** @type {number} */ export const n = html``;");

    assertThat(faults(sources)).singleElement().asString().startsWith("/src/wrong.js:2 TS2322");
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String folder : List.of("src", "test")) {
      try (Stream<Path> files = Files.walk(ModuleServer.WEB.resolve(folder))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".js")).toList()) {
          String path = "/" + ModuleServer.WEB.relativize(file).toString().replace('\\', '/');
          sources.put(path, Files.readString(file));
        }
      }
    }
    assertThat(sources).as("modules to check").hasSizeGreaterThan(15);
    return sources;
  }

  private static List<?> faults(Map<String, String> sources) throws IOException {
    Declarations declarations = Declarations.ofLibraries();
    Map<String, String> files = new TreeMap<>(declarations.files());
    files.putAll(sources);
    Map<String, String> pages =
        Map.of(
            "/",
            "<!doctype html><script src=/typescript.js></script><script src=/check.js></script>",
            "/typescript.js",
            declarations.typescript(),
            "/check.js",
            "const files = " + JsonMapper.shared().writeValueAsString(files) + ";\n" + CHECK);
    try (ModuleServer server = new ModuleServer(pages)) {
      ChromeDriver browser = Browser.shared();
      browser.get(server.address());
      List<?> found = (List<?>) browser.executeScript("return window.found");
      assertThat(found).as("TypeScript's answer").isNotNull();
      return found;
    }
  }
}

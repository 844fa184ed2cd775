package orrery.kernel.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import orrery.kernel.check.Account;

/**
 * What cells are compiled against. Of the kernel's own classes only those of lessons' checks are
 * there: cells are to run anywhere as they stand.
 */
final class CellFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
    implements StandardJavaFileManager {

  private static final String OURS = "orrery.";
  private static final String FOR_CHECKS = Account.class.getPackageName();

  private CellFiles(StandardJavaFileManager files) {
    super(files);
  }

  /** {@code files}, with the class path of cells. */
  static StandardJavaFileManager of(StandardJavaFileManager files) throws IOException {
    files.setLocationFromPaths(StandardLocation.CLASS_PATH, CellClassPath.jars());
    return new CellFiles(files);
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    Iterable<JavaFileObject> all = super.list(location, packageName, kinds, recurse);
    if (location != StandardLocation.CLASS_PATH || !recurse && !isHidden(packageName + ".")) {
      return all;
    }
    List<JavaFileObject> shown = new ArrayList<>();
    for (JavaFileObject file : all) {
      if (!isHidden(inferBinaryName(location, file))) {
        shown.add(file);
      }
    }
    return shown;
  }

  /**
   * @param name of a class or, with a dot at its end, of a package
   */
  private static boolean isHidden(String name) {
    return name.startsWith(OURS) && !name.substring(0, name.lastIndexOf('.')).equals(FOR_CHECKS);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return fileManager.isSameFile(a, b);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
      Iterable<? extends File> files) {
    return fileManager.getJavaFileObjectsFromFiles(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
    return fileManager.getJavaFileObjects(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
    return fileManager.getJavaFileObjectsFromStrings(names);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
    return fileManager.getJavaFileObjects(names);
  }

  @Override
  public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
    fileManager.setLocation(location, files);
  }

  @Override
  public void setLocationFromPaths(Location location, Collection<? extends Path> paths)
      throws IOException {
    fileManager.setLocationFromPaths(location, paths);
  }

  @Override
  public Iterable<? extends File> getLocation(Location location) {
    return fileManager.getLocation(location);
  }

  @Override
  public Iterable<? extends Path> getLocationAsPaths(Location location) {
    return fileManager.getLocationAsPaths(location);
  }
}

package studio.kintsugi.cluster.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Where things lie below the output: results under their names, and all that a run keeps in one folder beside them.
 * Folders of earlier runs that were broken off lie beside those of this run.
 *
 * @param root of the results, with its scheme
 * @param run id of this run
 */
public record OutputFolder(Path root, String run) {
    /** Name of the folder that is not results. */
    public static final String OWN = "_kintsugi";
    private static final String COMPLETE = "_SUCCESS";

    public OutputFolder(String root, String run) {
        this(new Path(root), run);
    }

    /** Where a result appears. */
    public Path result(String name) {
        return new Path(root + "/" + name);
    }

    private Path own(String kind) {
        return new Path(root, OWN + "/" + kind);
    }

    /** Where files are made that are moved into place once they are whole; emptied at the end of a run. */
    public Path temporary(String name) {
        return new Path(own("temporary/" + run), name);
    }

    /** A file of names, 0 the first. */
    public Path listing(int chunk) {
        return new Path(own("listing/" + run), part(chunk));
    }

    /** A part of the plan. */
    public Path plan(int part) {
        return new Path(own("plan/" + run), part(part));
    }

    /** The journals of the attempts at a group. */
    public Path journals(int part, int group) {
        return new Path(journals(run, part), Integer.toString(group));
    }

    private Path journals(String ofRun, int part) {
        return new Path(own("journal/" + ofRun), part(part));
    }

    /** A part of the manifest while it is being made. */
    public Path manifestPart(int part) {
        return new Path(own("manifest/" + run), part(part));
    }

    /** The folder of this run's manifest. */
    public Path manifest() {
        return own("manifest/" + run);
    }

    /** A model that travels to the executors, by the hash of its weights. */
    public Path model(String sha256) {
        return own("models/" + sha256);
    }

    private static String part(int number) {
        return "part-" + number + ".jsonl";
    }

    /** Says that this run's manifest is whole. */
    public void complete() throws IOException {
        Storage.create(new Path(manifest(), COMPLETE)).close();
    }

    /** Deletes what a manifest that is whole makes superfluous. */
    public void tidy() throws IOException {
        FileSystem system = Storage.of(root);
        for (String kind : List.of("journal", "plan", "listing", "temporary", "models")) {
            system.delete(own(kind), true);
        }
        for (FileStatus other : list(system, own("manifest"))) {
            if (!other.getPath().getName().equals(run)) {
                system.delete(other.getPath(), true);
            }
        }
    }

    /**
     * Where entries of earlier runs are, oldest run first: parts of the newest manifest that is whole, and folders of
     * journals of runs after it, which were broken off.
     */
    public List<Path> earlier() throws IOException {
        FileSystem system = Storage.of(root);
        String newest = "";
        for (FileStatus manifest : list(system, own("manifest"))) {
            String name = manifest.getPath().getName();
            if (name.compareTo(newest) > 0 && system.exists(new Path(manifest.getPath(), COMPLETE))) {
                newest = name;
            }
        }
        List<Path> found = new ArrayList<>();
        if (!newest.isEmpty()) {
            for (FileStatus part : list(system, own("manifest/" + newest))) {
                found.add(part.getPath());
            }
        }
        for (FileStatus broken : list(system, own("journal"))) {
            if (broken.getPath().getName().compareTo(newest) > 0) {
                for (FileStatus part : list(system, broken.getPath())) {
                    found.add(part.getPath());
                }
            }
        }
        return found;
    }

    private static List<FileStatus> list(FileSystem system, Path folder) throws IOException {
        List<FileStatus> found = new ArrayList<>();
        if (system.exists(folder)) {
            RemoteIterator<FileStatus> entries = system.listStatusIterator(folder);
            while (entries.hasNext()) {
                found.add(entries.next());
            }
            found.sort(Comparator.comparing(FileStatus::getPath));
        }
        return found;
    }
}

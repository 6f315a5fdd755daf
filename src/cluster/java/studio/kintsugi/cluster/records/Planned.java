package studio.kintsugi.cluster.records;

/**
 * A picture in the plan of a run.
 *
 * @param source the picture; null where only the manifest knows of it
 * @param group number of the group that does it, counted within its part of the plan; −1 where nothing is to be done
 * @param known what the manifest will say where nothing is to be done; else null
 * @param replaces when the outdated result that stands in its place was made, milliseconds of Unix time; −1 for none
 */
public record Planned(Source source, int group, Entry known, long replaces) {
    /** Stands for {@link #group} where nothing is to be done, and for {@link #replaces} where nothing is. */
    public static final int NONE = -1;

    /** A picture whose entry stands already. */
    public static Planned known(Source source, Entry entry) {
        return new Planned(source, NONE, entry, NONE);
    }

    /** This picture in a group. */
    public Planned inGroup(int number) {
        return new Planned(source, number, known, replaces);
    }
}

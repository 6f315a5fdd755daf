package studio.kintsugi.cli.common;

import picocli.CommandLine.Option;

/** How large the tiles are that a picture is worked on in. */
public final class TileOption {
    @Option(names = {"-t", "--tile"}, paramLabel = "N", defaultValue = "0",
            description = "side of a tile in pixels, 0 to let the memory decide (default: ${DEFAULT-VALUE})")
    private int side;

    /**
     * Side of a tile in input pixels; 0 where the memory decides.
     *
     * @throws UsageException where it is negative
     */
    public int side() throws UsageException {
        if (side < 0) {
            throw new UsageException("--tile takes a number of pixels, or 0.");
        }
        return side;
    }
}

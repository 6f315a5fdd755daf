package studio.kintsugi.imaging.metadata;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.icc.IccDescriptor;
import com.drew.metadata.icc.IccDirectory;
import com.drew.metadata.icc.IccReader;
import java.util.Optional;
import studio.kintsugi.imaging.ColorProfile;

/** What a colour profile calls itself, as {@code Display P3}. */
public final class ProfileName {
    private ProfileName() {}

    /** The description of an embedded profile; empty for plain sRGB and for a profile that has none. */
    public static Optional<String> of(ColorProfile profile) {
        Metadata read = new Metadata();
        profile.icc().ifPresent(icc -> new IccReader().extract(new ByteArrayReader(icc), read));
        return Optional.ofNullable(read.getFirstDirectoryOfType(IccDirectory.class))
                .map(d -> new IccDescriptor(d).getDescription(IccDirectory.TAG_TAG_desc))
                .map(String::strip).filter(name -> !name.isEmpty());
    }
}

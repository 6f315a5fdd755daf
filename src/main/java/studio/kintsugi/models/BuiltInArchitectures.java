package studio.kintsugi.models;

import java.util.List;
import studio.kintsugi.models.clip.ClipArchitecture;
import studio.kintsugi.models.clip.CompactClipArchitecture;
import studio.kintsugi.models.deconvolution.DeconvolutionArchitecture;
import studio.kintsugi.models.errnet.ErrNetArchitecture;
import studio.kintsugi.models.gal.GalDenseNetArchitecture;
import studio.kintsugi.models.gal.GalGoogLeNetArchitecture;
import studio.kintsugi.models.gal.GalResNetArchitecture;
import studio.kintsugi.models.gal.GalVggArchitecture;
import studio.kintsugi.models.nafnet.BaselineArchitecture;
import studio.kintsugi.models.nafnet.NafNetArchitecture;
import studio.kintsugi.models.nafnet.NafSsrArchitecture;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.repsr.RepSrArchitecture;
import studio.kintsugi.models.scft.ScftArchitecture;
import studio.kintsugi.models.shape.ShapePriorArchitecture;
import studio.kintsugi.models.vgg.VggArchitecture;

/** The one place that lists the networks by name. A new network is added here, and nowhere else outside its package. */
public final class BuiltInArchitectures {
    private static final Architectures ALL = new Architectures(List.of(new NafNetArchitecture(),
            new DeconvolutionArchitecture(), new BaselineArchitecture(), new NafSsrArchitecture(),
            new ErrNetArchitecture(), new VggArchitecture(), new ClipArchitecture(), new CompactClipArchitecture(),
            new GalResNetArchitecture(), new GalVggArchitecture(), new GalDenseNetArchitecture(),
            new GalGoogLeNetArchitecture(), new RepSrArchitecture(), new ScftArchitecture(),
            new ShapePriorArchitecture()));

    private BuiltInArchitectures() {}

    /** Every network that this application knows. */
    public static Architectures all() {
        return ALL;
    }
}

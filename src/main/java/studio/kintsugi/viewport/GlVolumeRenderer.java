package studio.kintsugi.viewport;

import com.jogamp.common.nio.Buffers;
import com.jogamp.common.os.Platform;
import com.jogamp.nativewindow.NativeWindowException;
import com.jogamp.opengl.GL;
import com.jogamp.opengl.GL2ES2;
import com.jogamp.opengl.GL3;
import com.jogamp.opengl.GLCapabilities;
import com.jogamp.opengl.GLContext;
import com.jogamp.opengl.GLDrawableFactory;
import com.jogamp.opengl.GLException;
import com.jogamp.opengl.GLOffscreenAutoDrawable;
import com.jogamp.opengl.GLProfile;
import java.awt.AWTError;
import java.nio.ByteBuffer;
import studio.kintsugi.Sentence;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.render.Glass;
import studio.kintsugi.field.render.Ground;
import studio.kintsugi.field.render.SoftLight;

/**
 * Draws volumes with OpenGL 3.3, off screen: emission and absorption along rays (section 2.1 of Dream Fields), empty
 * blocks skipped, rays ended once they are opaque; lit and on ground as stills are. All work happens on the calling
 * thread; a renderer is used and closed by one thread.
 */
public final class GlVolumeRenderer implements VolumeRenderer {
    private static final int DENSITY_UNIT = 0;
    private static final int COLOR_UNIT = 1;
    private static final int BLOCK_UNIT = 2;
    private static final int SHADOW_UNIT = 3;
    private static final int GLASS_UNIT = 4;
    /** Object names that {@link #objects} looks at: drivers count up from 1. */
    private static final int NAMES = 4096;

    private final GLOffscreenAutoDrawable drawable;
    private final GLContext context;
    private final int[] vertexArray = new int[1];
    private final int[] textures = new int[5];
    private final int[] frame = new int[1];
    private final int[] color = new int[1];
    private ShaderProgram program;
    /** For fields with glass; linked for the first of them. */
    private ShaderProgram glassProgram;
    private boolean hasGlass;
    private Volume volume;
    private Ground ground;
    private int width;
    private int height;
    private ByteBuffer pixels = Buffers.newDirectByteBuffer(0);

    /**
     * Opens OpenGL. Where Linux has no display JOGL is not even asked: it would print what it tried on standard error.
     *
     * @throws ViewportException where this machine or session has none of version 3.3
     */
    public GlVolumeRenderer() throws ViewportException {
        if (Platform.getOSType() == Platform.OSType.LINUX && System.getenv("DISPLAY") == null) {
            throw new ViewportException(Sentence.of("The 3D view needs a display: pictures are drawn by the"
                    + " processor instead."));
        }
        try {
            GLCapabilities wanted = new GLCapabilities(GLProfile.get(GLProfile.GL3));
            wanted.setOnscreen(false);
            wanted.setFBO(true);
            drawable = GLDrawableFactory.getFactory(wanted.getGLProfile())
                    .createOffscreenAutoDrawable(null, wanted, null, 16, 16);
            drawable.display();
            context = drawable.getContext();
        } catch (GLException | NativeWindowException | UnsatisfiedLinkError | NoClassDefFoundError
                | ExceptionInInitializerError | AWTError e) {
            throw new ViewportException(Sentence.of("The 3D view needs OpenGL 3.3, which this computer or session"
                    + " does not offer: pictures are drawn by the processor instead."), e);
        }
        with(gl -> {
            program = new ShaderProgram(gl, "volume", "");
            gl.glGenVertexArrays(1, vertexArray, 0);
            gl.glGenTextures(textures.length, textures, 0);
            gl.glGenFramebuffers(1, frame, 0);
            gl.glGenRenderbuffers(1, color, 0);
        });
    }

    private interface Drawing {
        void draw(GL3 gl);
    }

    private void with(Drawing drawing) {
        if (context.makeCurrent() == GLContext.CONTEXT_NOT_CURRENT) {
            throw new IllegalStateException("the GL context is in use elsewhere");
        }
        try {
            drawing.draw(context.getGL().getGL3());
        } finally {
            context.release();
        }
    }

    @Override
    public void show(VoxelField field) {
        volume = Volume.of(field);
        ground = Ground.under(field);
        float[] light = SoftLight.atCorners(field);
        with(gl -> {
            // colours as bytes in a texture of their own: most samples are empty and need the density alone
            upload(gl, DENSITY_UNIT, GL.GL_R32F, GL2ES2.GL_RED, volume.side(), volume.densities(), GL.GL_LINEAR);
            upload(gl, COLOR_UNIT, GL.GL_RGBA8, GL.GL_RGBA, volume.side(), volume.litColors(light), GL.GL_LINEAR);
            upload(gl, BLOCK_UNIT, GL.GL_RG16F, GL2ES2.GL_RG, volume.blocks(), volume.blocksOfCells(), GL.GL_NEAREST);
            bind(gl, SHADOW_UNIT);
            gl.glTexImage2D(GL.GL_TEXTURE_2D, 0, GL.GL_R32F, Ground.SIDE, Ground.SIDE, 0, GL2ES2.GL_RED, GL.GL_FLOAT,
                    Buffers.newDirectFloatBuffer(ground.shadow()));
            sample(gl, GL.GL_TEXTURE_2D, GL.GL_LINEAR);
            hasGlass = field.clearness().isPresent();
            if (hasGlass) {
                showGlass(gl, field.clearness().orElseThrow(), SoftLight.solidity(field));
            }
        });
    }

    private void showGlass(GL3 gl, float[] clearness, float[] solidity) {
        float[] both = new float[2 * clearness.length];
        for (int i = 0; i < clearness.length; i++) {
            both[2 * i] = clearness[i];
            both[2 * i + 1] = solidity[i];
        }
        upload(gl, GLASS_UNIT, GL.GL_RG16F, GL2ES2.GL_RG, volume.side(), both, GL.GL_LINEAR);
        if (glassProgram == null) {
            glassProgram = new ShaderProgram(gl, "volume", GlassDefinitions.text());
        }
    }

    private void upload(GL3 gl, int unit, int stored, int given, int side, float[] values, int filter) {
        bind(gl, unit);
        gl.glTexImage3D(GL2ES2.GL_TEXTURE_3D, 0, stored, side, side, side, 0, given, GL.GL_FLOAT,
                Buffers.newDirectFloatBuffer(values));
        sample(gl, GL2ES2.GL_TEXTURE_3D, filter);
    }

    private void bind(GL3 gl, int unit) {
        gl.glActiveTexture(GL.GL_TEXTURE0 + unit);
        gl.glBindTexture(unit == SHADOW_UNIT ? GL.GL_TEXTURE_2D : GL2ES2.GL_TEXTURE_3D, textures[unit]);
        gl.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 4);
    }

    private static void sample(GL3 gl, int target, int filter) {
        for (int option : new int[] {GL.GL_TEXTURE_MIN_FILTER, GL.GL_TEXTURE_MAG_FILTER}) {
            gl.glTexParameteri(target, option, filter);
        }
        for (int option : new int[] {GL.GL_TEXTURE_WRAP_S, GL.GL_TEXTURE_WRAP_T, GL2ES2.GL_TEXTURE_WRAP_R}) {
            gl.glTexParameteri(target, option, GL.GL_CLAMP_TO_EDGE);
        }
    }

    @Override
    public ByteBuffer render(View view, int w, int h) {
        if (volume == null) {
            throw new IllegalStateException("there is nothing to draw");
        }
        with(gl -> {
            gl.glBindFramebuffer(GL.GL_FRAMEBUFFER, frame[0]);
            resize(gl, w, h);
            gl.glViewport(0, 0, w, h);
            gl.glDisable(GL.GL_BLEND);
            boolean glass = hasGlass && view.shaded();
            ShaderProgram used = glass ? glassProgram : program;
            used.use(gl);
            set(gl, used, view);
            setSurroundings(gl, used, view);
            if (glass) {
                setGlass(gl, view);
            }
            for (int unit = 0; unit < textures.length; unit++) {
                bind(gl, unit);
            }
            gl.glBindVertexArray(vertexArray[0]);
            gl.glDrawArrays(GL.GL_TRIANGLES, 0, 3);
            gl.glPixelStorei(GL.GL_PACK_ALIGNMENT, 4);
            pixels.clear();
            gl.glReadPixels(0, 0, w, h, GL.GL_BGRA, GL.GL_UNSIGNED_BYTE, pixels);
            gl.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0);
        });
        return pixels.asReadOnlyBuffer().limit(4 * w * h);
    }

    private void resize(GL3 gl, int w, int h) {
        if (w == width && h == height) {
            return;
        }
        width = w;
        height = h;
        gl.glBindRenderbuffer(GL.GL_RENDERBUFFER, color[0]);
        gl.glRenderbufferStorage(GL.GL_RENDERBUFFER, GL.GL_RGBA8, w, h);
        gl.glFramebufferRenderbuffer(GL.GL_FRAMEBUFFER, GL.GL_COLOR_ATTACHMENT0, GL.GL_RENDERBUFFER, color[0]);
        if (pixels.capacity() < 4 * w * h) {
            pixels = Buffers.newDirectByteBuffer(4 * w * h);
        }
    }

    private void set(GL3 gl, ShaderProgram program, View v) {
        double ca = Math.cos(v.azimuth());
        double sa = Math.sin(v.azimuth());
        double ce = Math.cos(v.elevation());
        double se = Math.sin(v.elevation());
        int side = Math.min(width, height);
        program.set(gl, "right", ca, 0, -sa);
        program.set(gl, "up", -se * sa, ce, -se * ca);
        program.set(gl, "back", ce * sa, se, ce * ca);
        program.set(gl, "eye", v.distance() * ce * sa, v.distance() * se, v.distance() * ce * ca);
        program.set(gl, "focal", v.zoom() * side / 2 * Math.sqrt(v.distance() * v.distance() - 1));
        program.set(gl, "centre", width / 2.0 + v.panX() * side / 2, height / 2.0 + v.panY() * side / 2);
        program.set(gl, "radius", volume.radius());
        program.set(gl, "crop", Math.min(v.crop(), volume.radius()));
        program.set(gl, "stepLength", 2 * volume.radius() / v.samples());
        program.sampler(gl, "densities", DENSITY_UNIT);
        program.sampler(gl, "colours", COLOR_UNIT);
        program.sampler(gl, "blocks", BLOCK_UNIT);
        program.sampler(gl, "shadow", SHADOW_UNIT);
    }

    private void setSurroundings(GL3 gl, ShaderProgram program, View v) {
        View.Background b = v.background();
        float[] color = Ground.color();
        float[] sky = Ground.sky();
        program.set(gl, "background", b.red() * b.alpha(), b.green() * b.alpha(), b.blue() * b.alpha(), b.alpha());
        // light is 1 all over where it does not count
        program.set(gl, "leastLight", v.shaded() ? SoftLight.LEAST : 1);
        program.set(gl, "mostLight", v.shaded() ? SoftLight.MOST : 1);
        program.set(gl, "grounded", v.isOnGround() ? 1 : 0);
        program.set(gl, "ground", ground.height());
        program.set(gl, "groundColour", color[0], color[1], color[2]);
        program.set(gl, "sky", sky[0], sky[1], sky[2]);
        program.set(gl, "reach", Ground.REACH);
        program.set(gl, "fading", Ground.NEAR, Ground.FAR);
    }

    private void setGlass(GL3 gl, View v) {
        Glass glass = new Glass(v.camera().rays(Math.min(width, height)));
        float[] window = glass.window();
        float[] strip = glass.strip();
        glassProgram.set(gl, "window", window[0], window[1], window[2]);
        glassProgram.set(gl, "strip", strip[0], strip[1], strip[2]);
        glassProgram.sampler(gl, "glass", GLASS_UNIT);
    }

    /** The number of OpenGL objects in the context; a test checks that it does not grow with fields and frames. */
    int objects() {
        int[] count = new int[1];
        with(gl -> {
            for (int name = 1; name < NAMES; name++) {
                for (boolean is : new boolean[] {gl.glIsTexture(name), gl.glIsBuffer(name), gl.glIsRenderbuffer(name),
                    gl.glIsFramebuffer(name), gl.glIsVertexArray(name), gl.glIsProgram(name), gl.glIsShader(name)}) {
                    count[0] += is ? 1 : 0;
                }
            }
        });
        return count[0];
    }

    /** Whether the context is gone; it shares nothing, so whatever it held is gone with it. */
    boolean isClosed() {
        return !context.isCreated();
    }

    /** Frees all memory on the graphics card. */
    @Override
    public void close() {
        with(gl -> {
            program.delete(gl);
            if (glassProgram != null) {
                glassProgram.delete(gl);
            }
            gl.glDeleteVertexArrays(1, vertexArray, 0);
            gl.glDeleteTextures(textures.length, textures, 0);
            gl.glDeleteFramebuffers(1, frame, 0);
            gl.glDeleteRenderbuffers(1, color, 0);
        });
        drawable.destroy();
    }
}

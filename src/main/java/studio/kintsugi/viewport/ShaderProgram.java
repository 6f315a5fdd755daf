package studio.kintsugi.viewport;

import com.jogamp.opengl.GL2ES2;
import com.jogamp.opengl.GL3;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A vertex and a fragment shader of {@code resources/shaders}, linked. */
final class ShaderProgram {
    private static final String VERSION = "#version 330 core\n";
    private static final String LINE = "#line 1\n";

    private final int id;
    private final Map<String, Integer> locations = new HashMap<>();

    /**
     * @param name of the two files, without their endings
     * @param definitions lines that the shaders begin with
     * @throws IllegalStateException where the driver rejects them, with its log
     */
    ShaderProgram(GL3 gl, String name, String definitions) {
        int vertex = compile(gl, GL2ES2.GL_VERTEX_SHADER, name + ".vert", definitions);
        int fragment = compile(gl, GL2ES2.GL_FRAGMENT_SHADER, name + ".frag", definitions);
        id = gl.glCreateProgram();
        gl.glAttachShader(id, vertex);
        gl.glAttachShader(id, fragment);
        gl.glLinkProgram(id);
        gl.glDeleteShader(vertex);
        gl.glDeleteShader(fragment);
        int[] linked = new int[1];
        gl.glGetProgramiv(id, GL2ES2.GL_LINK_STATUS, linked, 0);
        if (linked[0] == 0) {
            throw new IllegalStateException("the shaders " + name + " do not link");
        }
    }

    private static int compile(GL3 gl, int type, String file, String definitions) {
        int shader = gl.glCreateShader(type);
        gl.glShaderSource(shader, 1, new String[] {VERSION + definitions + LINE + source(file)}, null);
        gl.glCompileShader(shader);
        int[] compiled = new int[1];
        gl.glGetShaderiv(shader, GL2ES2.GL_COMPILE_STATUS, compiled, 0);
        if (compiled[0] == 0) {
            byte[] log = new byte[4096];
            int[] length = new int[1];
            gl.glGetShaderInfoLog(shader, log.length, length, 0, log, 0);
            throw new IllegalStateException(file + ": " + new String(log, 0, length[0], StandardCharsets.UTF_8));
        }
        return shader;
    }

    private static String source(String file) {
        try (InputStream in = ShaderProgram.class.getResourceAsStream("/shaders/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a shader in the program's own jar can't be read", e);
        }
    }

    void use(GL3 gl) {
        gl.glUseProgram(id);
    }

    /** Sets a float, or a vector of two to four. */
    void set(GL3 gl, String name, double... values) {
        float[] v = new float[values.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) values[i];
        }
        int at = location(gl, name);
        switch (v.length) {
            case 1 -> gl.glUniform1fv(at, 1, v, 0);
            case 2 -> gl.glUniform2fv(at, 1, v, 0);
            case 3 -> gl.glUniform3fv(at, 1, v, 0);
            default -> gl.glUniform4fv(at, 1, v, 0);
        }
    }

    /** Binds a sampler to a texture unit. */
    void sampler(GL3 gl, String name, int unit) {
        gl.glUniform1i(location(gl, name), unit);
    }

    private int location(GL3 gl, String name) {
        return locations.computeIfAbsent(name, n -> gl.glGetUniformLocation(id, n));
    }

    void delete(GL3 gl) {
        gl.glDeleteProgram(id);
    }
}

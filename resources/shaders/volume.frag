#version 330 core

// Emission and absorption along a ray through a grid of density and colour. Row 0 is the picture's top.

const float DARK = 0.004;       // a ray that has less light left ends
const float EMPTY = 0.02;       // densities below do not show
const float BLOCK = 4.0;        // cells along the edge of a block that is skipped as a whole

uniform sampler3D densities;    // per unit of length
uniform sampler3D colours;
uniform sampler3D blocks;       // how many blocks away the nearest is that has anything in it
uniform vec3 eye;
uniform vec3 right;
uniform vec3 up;
uniform vec3 back;
uniform float focal;            // pixels
uniform vec2 centre;            // pixels
uniform float radius;           // of the scene
uniform float crop;             // half the edge of the cube that is shown
uniform float stepLength;
uniform float shaded;
uniform vec4 background;        // multiplied by its alpha

out vec4 colour;

float side;

vec3 texture_place(vec3 corner) {
    return (corner + 0.5) / side;
}

float lit(vec3 corner, vec3 direction) {
    vec3 e = vec3(1.0, 0.0, 0.0);
    vec3 slope = vec3(
        texture(densities, texture_place(corner + e.xyy)).r - texture(densities, texture_place(corner - e.xyy)).r,
        texture(densities, texture_place(corner + e.yxy)).r - texture(densities, texture_place(corner - e.yxy)).r,
        texture(densities, texture_place(corner + e.yyx)).r - texture(densities, texture_place(corner - e.yyx)).r);
    float length_of_slope = length(slope);
    return length_of_slope < 1e-3 ? 1.0 : 0.35 + 0.65 * abs(dot(slope / length_of_slope, direction));
}

void main() {
    side = float(textureSize(densities, 0).x);
    vec2 at = (gl_FragCoord.xy - centre) / focal;
    vec3 direction = normalize(at.x * right - at.y * up - back);
    float along = -dot(eye, direction);
    float half_chord = radius * radius - (dot(eye, eye) - along * along);
    colour = background;
    if (half_chord <= 0.0) {
        return;
    }
    half_chord = sqrt(half_chord);
    vec3 one_over = 1.0 / direction;
    vec3 near = min((-crop - eye) * one_over, (crop - eye) * one_over);
    vec3 far = max((-crop - eye) * one_over, (crop - eye) * one_over);
    float first = max(max(near.x, near.y), near.z);
    float last = min(along + half_chord, min(min(far.x, far.y), far.z));
    float t = along - half_chord + 0.5 * stepLength;
    t += max(0.0, ceil((first - t) / stepLength)) * stepLength;
    float to_grid = (side - 1.0) / (2.0 * radius);
    float transmittance = 1.0;
    vec3 light = vec3(0.0);
    while (t < last && transmittance > DARK) {
        vec3 corner = (eye + t * direction + radius) * to_grid;
        vec3 block = floor(corner / BLOCK);
        float clear = texelFetch(blocks, clamp(ivec3(block), ivec3(0), textureSize(blocks, 0) - 1), 0).r;
        if (clear > 0.0) {
            vec3 walls = (block + mix(vec3(1.0 - clear), vec3(clear), step(0.0, direction))) * BLOCK;
            vec3 away = (walls - corner) / (direction * to_grid);
            t += max(1.0, ceil(min(min(away.x, away.y), away.z) / stepLength)) * stepLength;
            continue;
        }
        float density = texture(densities, texture_place(corner)).r;
        if (density >= EMPTY) {
            float next = transmittance * exp(-density * stepLength);
            float weight = transmittance - next;
            vec3 own = texture(colours, texture_place(corner)).rgb;
            light += weight * own * (shaded > 0.5 && weight > 0.01 ? lit(corner, direction) : 1.0);
            transmittance = next;
        }
        t += stepLength;
    }
    colour = vec4(light, 1.0 - transmittance) + transmittance * background;
}

// Emission and absorption along a ray through a grid of density and colour. Row 0 is the picture's top.
// Software rasterisers run both sides of a branch but leave loops early: hence a loop for empty blocks, one for full
// ones, and as little as possible in either.

const float DARK = 0.004;       // a ray that has less light left ends
const float EMPTY = 0.02;       // densities below do not show
const float BLOCK = 4.0;        // cells along the edge of a block
const float THIN = 0.1;         // where a block's densest part takes less light than this in a stride, strides are longer
const float LONGEST = 8.0;      // stride, in steps

uniform sampler3D densities;    // per unit of length
uniform sampler3D colours;       // and, as their alpha, the light there
uniform sampler3D blocks;       // how many blocks away the nearest is that has anything in it, and the highest density
uniform vec3 eye;
uniform vec3 right;
uniform vec3 up;
uniform vec3 back;
uniform float focal;            // pixels
uniform vec2 centre;            // pixels
uniform float radius;           // of the scene
uniform float crop;             // half the edge of the cube that is shown
uniform float stepLength;
uniform float leastLight;       // that 0 stands for
uniform float mostLight;        // that 1 stands for
uniform vec4 background;        // multiplied by its alpha
uniform float grounded;         // 1 where there is ground instead, 0 where not
uniform float ground;           // its height
uniform vec3 groundColour;
uniform vec3 sky;
uniform vec2 fading;            // distances from the middle at which ground begins to fade into the sky, and has faded
uniform sampler2D shadow;       // the part of the light that the ground lacks
uniform float reach;            // of the shadow from the middle
#ifdef GLASS
const float PRESENT = 1.0;      // less density is nothing
const float COVERED = 0.05;     // what is left uncovered where a surface counts as passed
const float OUTSIDE = 10.0;     // density of matter below which a ray has left it

uniform sampler3D glass;        // the share of matter that is glass, and solidity, whose slopes are the normals
uniform vec3 window;            // directions to the lights that it mirrors
uniform vec3 strip;
#endif

out vec4 colour;

vec4 surroundings(vec3 direction) {
    float t = min((ground - eye.y) / direction.y, 1e4);     // level rays never reach it
    vec2 place = eye.xz + t * direction.xz;
    float far = clamp((length(place) - fading.x) / (fading.y - fading.x), 0.0, 1.0);
    vec3 shaded = groundColour * (1.0 - texture(shadow, (place + reach) / (2.0 * reach)).r);
    return mix(background, vec4(t > 0.0 ? mix(shaded, sky, far) : sky, 1.0), grounded);
}

#ifdef GLASS
float lit(vec3 mirrored, vec3 towards, vec2 size) {
    vec3 off = mirrored - towards;
    vec2 within = smoothstep(-0.5 * SOFT, 0.5 * SOFT, size - abs(vec2(dot(off, right), dot(off, up))));
    return dot(mirrored, towards) <= 0.0 ? 0.0 : within.x * within.y;
}

// A surface of glass, as Glass.look has it: what it adds to the light, and what is left to be seen through it.
void surface(vec3 normal, vec3 own, vec3 direction, float coverage, bool leaving, inout vec3 light, inout vec3 left) {
    float size = length(normal);
    if (size == 0.0) {
        return;
    }
    vec3 n = normal / size;
    vec3 mirrored = reflect(direction, n);
    float edge = STRAIGHT + (EDGE - STRAIGHT) * pow(1.0 - abs(dot(n, direction)), STEEPNESS);
    vec3 seen = leaving ? -mirrored : mirrored;
    float lamp = (leaving ? BEHIND : 1.0) * max(lit(seen, window, WINDOW), STRIP_STRENGTH * lit(seen, strip, STRIP));
    float above = clamp(0.5 + mirrored.y, 0.0, 1.0);
    vec3 tint = own / max(max(own.r, max(own.g, own.b)), 1e-6);
    vec3 dark = RIM * (1.0 - OWN) + OWN * TINTED * tint * tint;
    vec3 rim = mix(dark, SKY, REFLECTED * above * above);
    light += left * coverage * (edge * (1.0 - lamp) * rim + lamp);
    left *= 1.0 - coverage * (edge + (1.0 - edge) * lamp);
}
#endif

void main() {
    vec2 at = (gl_FragCoord.xy - centre) / focal;
    vec3 direction = normalize(at.x * right - at.y * up - back);
    float along = -dot(eye, direction);
    float half_chord = sqrt(max(0.0, radius * radius - (dot(eye, eye) - along * along)));
    vec3 one_over = 1.0 / direction;
    vec3 near = min((-crop - eye) * one_over, (crop - eye) * one_over);
    vec3 far = max((-crop - eye) * one_over, (crop - eye) * one_over);
    float first = max(max(near.x, near.y), near.z);
    float last = min(along + half_chord, min(min(far.x, far.y), far.z));
    // the middle of the step that is next; the first begins where the scene does, at a cut too
    float t = max(along - half_chord, first) + 0.5 * stepLength;

    float side = float(textureSize(densities, 0).x);
    float to_grid = (side - 1.0) / (2.0 * radius);
    vec3 from = (eye + radius) * to_grid;                   // in cells
    vec3 pace = direction * to_grid;
    vec3 from_place = (from + 0.5) / side;                  // in the texture
    vec3 pace_place = pace / side;
    vec3 one_over_pace = 1.0 / pace;
    vec3 ahead = step(0.0, direction);
    ivec3 last_block = textureSize(blocks, 0) - 1;
#ifdef GLASS
    vec3 left = vec3(1.0);
    vec3 light = vec3(0.0);
    float uncovered = 1.0;                                  // of the surface that is being entered
    float distances = 0.0;                                  // the mean of its places, times what is covered
    bool inside = false;
    while (t < last && max(left.r, max(left.g, left.b)) > DARK) {
        float leaves = t;
        bool empty = true;
        while (empty && t < last) {
            vec3 corner = from + t * pace;
            vec3 block = floor(corner / BLOCK);
            float distance = texelFetch(blocks, clamp(ivec3(block), ivec3(0), last_block), 0).r;
            float reach = max(distance, 1.0);
            vec3 walls = (block + mix(vec3(1.0 - reach), vec3(reach), ahead)) * BLOCK;
            vec3 away = (walls - corner) * one_over_pace;
            leaves = t + max(1.0, ceil(min(min(away.x, away.y), away.z) / stepLength)) * stepLength;
            empty = distance > 0.0;
            t = empty ? leaves : t;
        }
        leaves = min(leaves, last);
        bool passed = false;
        bool outwards = false;
        float at = t;
        while (t < leaves && !passed && max(left.r, max(left.g, left.b)) > DARK) {
            vec3 place = from_place + t * pace_place;
            float density = texture(densities, place).r;
            float clear = texture(glass, place).r;
            vec4 own = texture(colours, place);
            float opaque = 1.0 - exp(-density * (1.0 - clear) * stepLength);
            light += left * opaque * min(vec3(1.0), own.rgb * mix(leastLight, mostLight, own.a));
            left *= (1.0 - opaque) * (inside ? exp(-ABSORPTION * (1.0 - own.rgb) * stepLength) : vec3(1.0));
            float next = inside ? uncovered : uncovered * exp(-density * clear * stepLength);
            distances += (uncovered - next) * t;
            uncovered = next;
            outwards = inside && density * clear < OUTSIDE;
            bool gone = !inside && density < PRESENT && uncovered < 1.0 - DARK;
            passed = outwards || gone || !inside && uncovered < COVERED;
            at = outwards ? t : distances / max(1.0 - uncovered, 1e-6);
            inside = inside ? !outwards : uncovered < COVERED;
            uncovered = outwards && density > OUTSIDE ? 1.0 : uncovered;    // matter that is not glass follows
            t += stepLength;
        }
        while (passed) {
            float coverage = outwards ? uncovered < 1.0 ? 1.0 : 0.0 : inside ? 1.0 : 1.0 - uncovered;
            vec3 place = from_place + at * pace_place;
            vec3 e = vec3(1.0 / side, 0.0, 0.0);
            vec3 normal = vec3(texture(glass, place - e.xyy).g - texture(glass, place + e.xyy).g,
                    texture(glass, place - e.yxy).g - texture(glass, place + e.yxy).g,
                    texture(glass, place - e.yyx).g - texture(glass, place + e.yyx).g);
            surface(normal, texture(colours, place).rgb, direction, coverage, outwards, light, left);
            distances = 0.0;
            uncovered = inside ? 0.0 : 1.0;
            passed = false;
        }
    }
    vec4 behind = surroundings(direction);
    colour = vec4(light + left * behind.rgb, 1.0 - dot(left, vec3(1.0 / 3.0)) * (1.0 - behind.a));
#else
    float transmittance = 1.0;
    vec3 light = vec3(0.0);
    while (t < last && transmittance > DARK) {
        float leaves = t;                                   // where the ray leaves the block it is in
        float stride = stepLength;
        bool empty = true;
        while (empty && t < last) {
            vec3 corner = from + t * pace;
            vec3 block = floor(corner / BLOCK);
            vec2 about = texelFetch(blocks, clamp(ivec3(block), ivec3(0), last_block), 0).rg;
            float reach = max(about.r, 1.0);
            vec3 walls = (block + mix(vec3(1.0 - reach), vec3(reach), ahead)) * BLOCK;
            vec3 away = (walls - corner) * one_over_pace;
            leaves = t + max(1.0, ceil(min(min(away.x, away.y), away.z) / stepLength)) * stepLength;
            stride = stepLength * clamp(floor(THIN / (about.g * stepLength)), 1.0, LONGEST);
            empty = about.r > 0.0;
            t = empty ? leaves : t;
        }
        leaves = min(leaves, last);
        float weight = 0.0;
        float distances = 0.0;
        while (t < leaves && transmittance > DARK) {
            float here = min(stride, leaves - t);
            float middle = t + 0.5 * (here - stepLength);
            float density = texture(densities, from_place + middle * pace_place).r;
            float next = density < EMPTY ? transmittance : transmittance * exp(-density * here);
            weight += transmittance - next;
            distances += (transmittance - next) * middle;
            transmittance = next;
            t += here;
        }
        // within a block the mean of the colours is the colour at the mean, as far as they change evenly
        vec3 place = from_place + distances / max(weight, 1e-9) * pace_place;
        vec4 own = texture(colours, place);
        light += weight * min(vec3(1.0), own.rgb * mix(leastLight, mostLight, own.a));
    }
    colour = vec4(light, 1.0 - transmittance) + transmittance * surroundings(direction);
#endif
}

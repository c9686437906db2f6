// Makes the variants of a folder of images: `node eleventy_img.mjs FOLDER OUTPUT WIDTH…`.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import Image from "@11ty/eleventy-img";

const [folder, outputDir, ...widths] = process.argv.slice(2);
const options = { widths: widths.map(Number), formats: ["avif", "webp", "jpeg"], outputDir };
await Promise.all(readdirSync(folder).sort().map((name) => Image(join(folder, name), options)));

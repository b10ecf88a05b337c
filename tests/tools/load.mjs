// Print what three.js finds in one GLB as JSON: node load.mjs FILE
import fs from "node:fs";
import { Box3 } from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

globalThis.self = globalThis;
globalThis.createImageBitmap = async () => ({ width: 1, height: 1, close() {} }); // pictures are not looked at

const data = fs.readFileSync(process.argv[2]);
const found = { names: [], meshes: 0, copies: 0, triangles: 0, materials: new Set(), textured: new Set(), animations: 0 };
const box = new Box3();
const loader = new GLTFLoader();
const { scene, animations } = await loader.parseAsync(data.buffer.slice(data.byteOffset, data.byteOffset + data.length), "");
scene.updateMatrixWorld(true);
scene.traverse((part) => {
  if (part.userData.id !== undefined) found.names.push(part.userData.name ?? part.name);
  if (!part.isMesh) return;
  const times = part.isInstancedMesh ? part.count : 1;
  if (part.isInstancedMesh) part.computeBoundingBox();
  found.meshes += times;
  found.copies += part.isInstancedMesh ? times : 0;
  found.triangles += (part.geometry.index.count / 3) * times;
  found.materials.add(part.material.name);
  if (part.material.map) found.textured.add(part.material.name);
});
box.setFromObject(scene, true);
console.log(
  JSON.stringify({
    ...found,
    materials: [...found.materials],
    textured: [...found.textured],
    animations: animations.map((one) => one.name),
    box: [box.min.toArray(), box.max.toArray()],
  })
);

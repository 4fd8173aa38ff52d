import { copyFileSync, mkdirSync } from 'node:fs';

/**
 * Copies the cuts of Inter that the report template uses out of the font package. Typst reads static
 * TrueType files only, so every weight is a file of its own. Run it after updating the package.
 */
const source = 'node_modules/@expo-google-fonts/inter';
const target = 'resources/report/fonts';
const cuts = ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold'];

mkdirSync(target, { recursive: true });
for (const cut of cuts) copyFileSync(`${source}/${cut}/Inter_${cut}.ttf`, `${target}/Inter_${cut}.ttf`);
copyFileSync(`${source}/LICENSE_FONT`, `${target}/OFL.txt`);

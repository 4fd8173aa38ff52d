import type { Role } from '#shared/charts/scene.ts';
import './charts.css';

/** The colour of a role in the page's theme; `charts.css` holds those only pictures need. */
export const roleColour = (role: Role): string => `var(--${role})`;

import { Copy, Ellipsis, FileImage, FileSpreadsheet, FileType, Table2 } from 'lucide-react';
import type { Scene } from '#shared/charts/scene.ts';
import { tableToCsv } from '#shared/charts/table-to-csv.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Menu } from '#renderer/ui/Menu.tsx';
import { saveFile, saveText } from '#renderer/ui/save-file.ts';
import { type ChartWords, toPng, toSvgText } from './chart-files.ts';

export interface ChartMenuProps extends ChartWords {
  scene: Scene;
  isTable: boolean;
  onToggleTable: () => void;
}

/** The same data as a table, and the ways out: SVG, PNG, CSV. */
export function ChartMenu({ scene, isTable, onToggleTable, ...words }: ChartMenuProps) {
  const name =
    words.title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'chart';
  return (
    <div className="chart-menu">
      <Menu
        label={`${words.title}: show and export`}
        placement="bottom end"
        entries={[
          {
            id: 'table',
            label: isTable ? 'Show as picture' : 'Show as table',
            icon: <Table2 size={14} />,
            onAction: onToggleTable,
          },
          'separator',
          {
            id: 'copy',
            label: 'Copy as SVG',
            icon: <Copy size={14} />,
            onAction: () => void navigator.clipboard.writeText(toSvgText(scene, words)),
          },
          {
            id: 'svg',
            label: 'Save as SVG',
            icon: <FileType size={14} />,
            onAction: () => saveText(`${name}.svg`, toSvgText(scene, words), 'image/svg+xml'),
          },
          {
            id: 'png',
            label: 'Save as PNG',
            icon: <FileImage size={14} />,
            onAction: () => void toPng(scene, words).then((blob) => saveFile(`${name}.png`, blob)),
          },
          {
            id: 'csv',
            label: 'Save data as CSV',
            icon: <FileSpreadsheet size={14} />,
            onAction: () => saveText(`${name}.csv`, tableToCsv(scene.table), 'text/csv'),
          },
        ]}
      >
        <IconButton label={`${words.title}: show and export`} size="small" icon={<Ellipsis size={14} />} />
      </Menu>
    </div>
  );
}

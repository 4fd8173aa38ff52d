import { useState, type ClipboardEvent } from 'react';
import { numberText } from '#shared/charts/number-text.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { aroundOne, indexOf, pasteBlock, readFactor, tableOf, type SeasonShape } from './season-factors.ts';

export interface SeasonTableProps {
  title: string;
  shape: SeasonShape;
  factors: readonly number[];
  onApply: (factors: number[]) => void;
  onClose: () => void;
}

/** The factors as a table of fields. Nothing changes before "Apply". */
export function SeasonTable({ title, shape, factors, onApply, onClose }: SeasonTableProps) {
  const [texts, setTexts] = useState(() => factors.map((factor) => String(Number(factor.toFixed(3)))));
  const { rows, columns } = tableOf(shape);
  // What was not typed keeps the digits that the table does not show.
  const read = texts.map((text, index) =>
    text === String(Number(factors[index]!.toFixed(3))) ? factors[index]! : readFactor(text),
  );
  const wrong = read.filter((factor) => factor === null).length;
  const numbers = read.map((factor) => factor ?? 0);
  const mean = numbers.reduce((sum, factor) => sum + factor, 0) / numbers.length;
  const result = wrong === 0 ? aroundOne(numbers) : null;

  function paste(event: ClipboardEvent, row: number, column: number) {
    const block = event.clipboardData.getData('text');
    if (!/[\t\n]/.test(block.trim())) return;
    event.preventDefault();
    setTexts(pasteBlock(texts, shape, { row, column }, block));
  }

  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      width={shape === 'hourOfWeek' ? 720 : 380}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={!result}
            onPress={() => {
              if (result) onApply(result);
              onClose();
            }}
          >
            Apply
          </Button>
        </>
      }
    >
      <p className="note">
        Load over its mean, in local time: 2 is twice the mean. A block copied from a spreadsheet can be
        pasted into any cell. {meanWords(wrong, mean)}
      </p>
      <div className="demand-season-frame">
        <table className="demand-season">
          <thead>
            <tr>
              <th scope="col">{shape === 'hourOfWeek' ? 'Hour' : 'Month'}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, down) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {columns.map((column, across) => {
                  const index = indexOf(shape, down, across);
                  return (
                    <td key={column}>
                      <input
                        className="ui-input"
                        inputMode="decimal"
                        aria-label={columns.length > 1 ? `${column} ${row}` : row}
                        aria-invalid={read[index] === null || undefined}
                        value={texts[index]}
                        onChange={({ target }) => setTexts(texts.with(index, target.value))}
                        onPaste={(event) => paste(event, down, across)}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}

function meanWords(wrong: number, mean: number): string {
  if (wrong > 0)
    return `${wrong === 1 ? 'One cell is' : `${wrong} cells are`} no number from 0 on: type a factor such as 1.5.`;
  if (mean === 0) return 'At least one factor must be above 0.';
  if (Math.abs(mean - 1) < 0.0005) return 'Their mean is 1.';
  return `Their mean is ${numberText(mean, 3)}; applying divides all by it, so that the level stays the mean.`;
}

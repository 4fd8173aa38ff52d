import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Plan } from '#shared/domain/plan.ts';
import type { ShapingRule } from '#shared/domain/shaping.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { kindNames, ruleText } from './shaping-words.ts';

export interface RuleListProps {
  plan: Plan;
  selected: string | undefined;
  onSelect: (rule: string) => void;
  onMove: (rule: string, by: number) => void;
  onEnable: (rule: string, enabled: boolean) => void;
}

/** The rules in the order a request meets them, each in plain words. */
export function RuleList({ plan, selected, onSelect, onMove, onEnable }: RuleListProps) {
  return (
    <ol className="shaping-rules">
      {plan.shaping.map((rule, index) => (
        <RuleRow
          key={rule.id}
          rule={rule}
          number={index + 1}
          text={ruleText(rule, plan)}
          isSelected={rule.id === selected}
          onSelect={() => onSelect(rule.id)}
          onEnable={(enabled) => onEnable(rule.id, enabled)}
          onUp={index > 0 ? () => onMove(rule.id, -1) : undefined}
          onDown={index < plan.shaping.length - 1 ? () => onMove(rule.id, 1) : undefined}
        />
      ))}
    </ol>
  );
}

interface RuleRowProps {
  rule: ShapingRule;
  number: number;
  text: string;
  isSelected: boolean;
  onSelect: () => void;
  onEnable: (enabled: boolean) => void;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
}

function RuleRow({ rule, number, text, isSelected, onSelect, onEnable, onUp, onDown }: RuleRowProps) {
  return (
    <li data-selected={isSelected || undefined} data-off={!rule.enabled || undefined}>
      <span className="shaping-number" aria-hidden>
        {number}
      </span>
      <button type="button" className="shaping-rule" aria-pressed={isSelected} onClick={onSelect}>
        <span className="shaping-rule-name">
          <strong>{rule.name}</strong>
          <span className="note">
            {kindNames[rule.kind]}
            {rule.schedule && ', on a calendar'}
          </span>
        </span>
        <span className="shaping-rule-text">{text}</span>
      </button>
      <span className="row">
        <IconButton
          label={`Move ${rule.name} up`}
          size="small"
          icon={<ArrowUp size={13} />}
          isDisabled={!onUp}
          {...(onUp && { onPress: onUp })}
        />
        <IconButton
          label={`Move ${rule.name} down`}
          size="small"
          icon={<ArrowDown size={13} />}
          isDisabled={!onDown}
          {...(onDown && { onPress: onDown })}
        />
        <Switch label={`${rule.name} is on`} isOn={rule.enabled} onChange={onEnable}>
          {null}
        </Switch>
      </span>
    </li>
  );
}

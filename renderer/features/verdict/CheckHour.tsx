import type { UtilizationCell } from '#renderer/app/pictures/UtilizationPicture.tsx';
import { useNavigate } from '#renderer/state/use-session.ts';
import { Button } from '#renderer/ui/Button.tsx';

/** Goes where the component's busiest hour of the month is replayed request by request. */
export function CheckHour({ component, month, hour }: UtilizationCell) {
  const navigate = useNavigate();
  return (
    <Button
      variant="link"
      onPress={() => navigate('replay', hour ? `at/${hour}` : `component/${component}/${month}`)}
    >
      Check this hour
    </Button>
  );
}

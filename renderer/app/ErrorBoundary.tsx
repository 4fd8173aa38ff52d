import { CircleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';

interface ErrorBoundaryProps {
  children: ReactNode;
}

/**
 * Keeps a fault inside one screen, says so in plain words, and offers a way on. Its key changes with
 * what it holds, so that another screen starts afresh.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="screen-main" id="main">
        <EmptyState
          icon={<CircleAlert size={20} />}
          title="This screen ran into a fault of ours."
          actions={<Button onPress={() => this.setState({ error: null })}>Show it again</Button>}
        >
          <p>Your plan is saved; the other screens still work. What happened: {error.message}</p>
        </EmptyState>
      </main>
    );
  }
}

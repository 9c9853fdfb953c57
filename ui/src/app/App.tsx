import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { usePrinting } from '@/kit/usePrinting';
import { queryClient } from './queryClient';
import { router } from './router';
import { cssVariables, theme } from './theme';

const schemes = localStorageColorSchemeManager({ key: 'percorso.scheme' });

export function App() {
  const printing = usePrinting();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      {...(printing ? { forceColorScheme: 'light' as const } : {})}
    >
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" limit={4} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

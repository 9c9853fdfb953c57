import { Button, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import { pathAfterSignIn, replaceSession, signIn } from '@/api/session';
import { LanguageButtons } from '@/kit/LanguageButtons';
import { ErrorState } from '@/kit/states';
import css from './LoginPage.module.css';

export function LoginPage() {
  const { t } = useTranslation();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const router = useRouter();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    meta: { signIn: true },
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: (session) => {
      replaceSession(queryClient, session);
      router.history.replace(pathAfterSignIn(next) ?? '/');
    },
  });
  useEffect(() => {
    document.title = `${t('common.login.title')} · Percorso`;
  }, [t]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <main className={css.page}>
      <Paper className={css.card} p={32}>
        <Group gap={12} mb={16}>
          <img src="/percorso.svg" width={40} height={40} alt="" />
          <Text fw={650} size="lg">
            Percorso
          </Text>
        </Group>
        <Title order={1} size="h2" mb={4}>
          {t('common.login.title')}
        </Title>
        <Text size="sm" c="dimmed" mb={24}>
          {t('common.login.sentence')}
        </Text>
        <form onSubmit={submit}>
          <Stack gap={16}>
            <TextInput
              label={t('common.login.email')}
              type="email"
              name="email"
              autoComplete="username"
              required
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('common.login.password')}
              name="password"
              autoComplete="current-password"
              required
              value={password}
              visibilityToggleButtonProps={{ 'aria-label': t('common.login.showPassword') }}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {enter.isError && <SignInError error={enter.error} />}
            <Button type="submit" fullWidth loading={enter.isPending}>
              {t('common.login.action')}
            </Button>
          </Stack>
        </form>
        <Group gap={8} mt={24}>
          <LanguageButtons />
        </Group>
      </Paper>
    </main>
  );
}

function SignInError({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!asProblem(error).signedOut) return <ErrorState error={error} />;
  return (
    <Text size="sm" c="var(--bad)" role="alert">
      {t('common.login.wrong')}
    </Text>
  );
}

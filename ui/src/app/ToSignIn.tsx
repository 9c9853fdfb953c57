import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Once: the address changes on the way, and only the one that was left is worth coming back to. */
export function ToSignIn() {
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    void navigate({ to: '/login', search: { next: router.latestLocation.href }, replace: true });
  }, [navigate, router]);
  return null;
}

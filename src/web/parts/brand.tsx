/** Renown's mark: somebody, and the circles that go out from what others do. */
export function Brand() {
  return (
    <svg class="brand-mark" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
      <rect class="brand-ground" width="32" height="32" rx="9" />
      <g class="brand-ring">
        <path d="M14.5 10.2a8.2 8.2 0 0 1 7.3 7.3" />
        <path d="M14.5 4.6a13.8 13.8 0 0 1 12.9 12.9" />
      </g>
      <circle class="brand-dot" cx="12" cy="20" r="5" />
    </svg>
  );
}

/**
 * The server's settings for a small machine, given at every start so that none can be lost with a configuration file.
 * Without `durable` a crash may cost everything: for tests only.
 */
export function serverSettings({ port, durable }: { port: number; durable: boolean }): [name: string, value: string | number][] {
  const safety = durable ? 'on' : 'off';
  return [
    ['listen_addresses', '127.0.0.1'],
    ['port', port],
    ['unix_socket_directories', ''],
    ['max_connections', 100],
    ['shared_buffers', '256MB'],
    ['work_mem', '16MB'],
    ['maintenance_work_mem', '128MB'],
    ['effective_cache_size', '1GB'],
    ['max_wal_size', '2GB'],
    ['max_parallel_workers_per_gather', 1],
    ['random_page_cost', 1.1],
    ['jit', 'off'],
    ['fsync', safety],
    ['synchronous_commit', safety],
    ['full_page_writes', safety],
    ['timezone', 'UTC'],
    ['log_timezone', 'UTC'],
    ['log_min_messages', 'log'],
    ['log_checkpoints', 'off'],
    ['log_line_prefix', '%m [%p] '],
  ];
}

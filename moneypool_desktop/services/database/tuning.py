"""The server's settings: safe for money first, small and quick on a desktop second."""

import os
import sys
from collections.abc import Mapping

# every line has its reason in docs: durability, then memory, then quiet, then limits that one client cannot lift
_ALWAYS: Mapping[str, str] = {
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "wal_level": "replica",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    "archive_timeout": "900",
    "max_prepared_transactions": "0",
    "max_connections": "40",
    "superuser_reserved_connections": "3",
    "shared_buffers": "24MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "wal_buffers": "1MB",
    "max_worker_processes": "4",
    "max_parallel_workers": "2",
    "max_parallel_workers_per_gather": "1",
    "max_logical_replication_workers": "0",
    "max_wal_senders": "3",
    "autovacuum_max_workers": "1",
    "autovacuum_naptime": "5min",
    "bgwriter_delay": "1s",
    "wal_writer_delay": "1s",
    "random_page_cost": "1.1",
    "jit": "off",
    "huge_pages": "off",
    "temp_file_limit": "1GB",
    "idle_in_transaction_session_timeout": "30s",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "log_destination": "stderr",
    "logging_collector": "off",
    "log_line_prefix": "%m [%p] %u ",
    "log_timezone": "UTC",
    "log_parameter_max_length": "0",
    "log_startup_progress_interval": "250ms",
    "log_checkpoints": "off",
    "lc_messages": "C",
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "iso_8601",
    "default_text_search_config": "pg_catalog.simple",
}


def configuration(major: int, socket: str, port: int, more: Mapping[str, str]) -> str:
    """Return the text of postgresql.conf for a server of this major; `more` overrides single settings."""
    chosen = dict(_ALWAYS)
    if os.name == "nt":
        chosen |= {"listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
    else:
        chosen |= {"listen_addresses": "", "unix_socket_directories": _listed(socket)}
    if sys.platform in {"darwin", "win32"}:
        chosen["wal_sync_method"] = "fsync_writethrough"  # the default there stops in the disk's own cache
    else:
        chosen["client_connection_check_interval"] = "10s"
    if major >= 17:
        chosen["summarize_wal"] = "on"
    if major >= 18:
        chosen["io_method"] = "sync"  # no I/O worker processes: they only add memory on a desktop
    chosen["port"] = str(port)
    chosen |= more
    lines = (f"{name} = '{_quoted(value)}'\n" for name, value in chosen.items())
    return (
        "# Written by MoneyPool at every start; lasting changes belong in postgresql.auto.conf (ALTER SYSTEM).\n"
        + "".join(lines)
    )


def host_rules() -> str:
    """Return the text of pg_hba.conf: every connection proves a password, none comes over the network."""
    way = "host    {}  all  127.0.0.1/32  scram-sha-256\n" if os.name == "nt" else "local   {}  all  scram-sha-256\n"
    return way.format("all") + way.format("replication")


def _listed(folder: str) -> str:
    # the setting is a list: a folder with a comma or a space stands in double quotes
    doubled = folder.replace('"', '""')
    return f'"{doubled}"'


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")

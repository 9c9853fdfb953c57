package dev.percorso.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The analyses of {@link AnalysesBench} as SQL. Answers are maps from a key in words to a number. */
final class DuckAnalyses implements AutoCloseable {
    /** Events with the number of their session within the person: a new one after 30 minutes without events. */
    private static final String SESSIONS = """
            with gaps as (
              select *, coalesce(time - lag(time) over journey > 1800000, true) as starts
              from events window journey as (partition by person order by time, sequence)),
            visits as (
              select *, sum(starts::integer) over (partition by person order by time, sequence) as session from gaps)
            """;

    private final Connection connection;

    /** Loads the events into a table in memory; at most 12 GB, beyond that into files in the folder. */
    DuckAnalyses(BenchEvents events, int threads, Path folder) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set threads = " + threads);
            statement.execute("set memory_limit = '12GB'");
            statement.execute("set temp_directory = '" + folder + "'");
            statement.execute(
                    "create table events"
                            + " (person integer, time bigint, sequence bigint, name usmallint, channel tinyint, path tinyint, value integer)");
        }
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender("main", "events")) {
            for (int row = 0; row < events.size(); row++) {
                appender.beginRow();
                appender.append(events.persons[row]);
                appender.append(events.times[row]);
                appender.append(row + 1L);
                appender.append((short) events.names[row]);
                appender.append(events.channels[row]);
                appender.append((byte) events.path(row));
                appender.append(events.value(row));
                appender.endRow();
            }
        }
    }

    /** Steps of sessions one after the other: occurrences and persons by step, from, to. */
    Map<String, Double> paths(int steps) throws SQLException {
        return answer(SESSIONS + """
                , walks as (
                  select person, name, row_number() over walk as step, lead(name) over walk as next
                  from visits window walk as (partition by person, session order by time, sequence))
                select step || ' ' || name || ' ' || next, count(*), count(distinct person)
                from walks where step < %d and next is not null group by all
                """.formatted(steps), List.of("count", "persons"));
    }

    /** Persons by week of their first event, and those of them active so many weeks later. */
    Map<String, Double> retention(long firstMonday, int weeks) throws SQLException {
        String week = "(%s - " + firstMonday + ") // 604800000";
        return answer("""
                with firsts as (select person, min(time) as first from events group by person),
                active as (
                  select person, %s as cohort, %s - cohort as week from events join firsts using (person)
                  group by all)
                select cohort || ' ' || week, count(*) from active where week <= %d group by all
                """.formatted(week.formatted("first"), week.formatted("time"), weeks), List.of("persons"));
    }

    /** Figures of sessions by channel; a page view is a view of a product, a conversion a purchase. */
    Map<String, Double> sessions() throws SQLException {
        return answer(
                SESSIONS + """
                , figures as (
                  select person, session, first(channel order by time, sequence) as channel,
                    count(*) filter (where name = 1) as views, count(*) filter (where name = 4) as conversions,
                    max(time) - min(time) as duration
                  from visits group by person, session)
                select channel, count(*), count(distinct person), sum(views), sum(conversions),
                  count(*) filter (where conversions > 0),
                  count(distinct person) filter (where conversions > 0),
                  count(*) filter (where views = 1 and conversions = 0), sum(duration)
                from figures group by channel
                """,
                List.of("sessions", "visitors", "views", "conversions", "converting", "buyers", "bounces", "duration"));
    }

    /** Credit of each channel: 40 % to the first and the last session of 30 days before a purchase, the rest between. */
    Map<String, Double> position() throws SQLException {
        return answer(SESSIONS + """
                , touches as (select person, time, sequence, channel from visits where starts),
                paths as (
                  select c.sequence as conversion, t.channel,
                    row_number() over (partition by c.sequence order by t.time, t.sequence) as place,
                    count(*) over (partition by c.sequence) as length
                  from events c join touches t on t.person = c.person
                    and t.time >= c.time - 2592000000
                    and (t.time < c.time or (t.time = c.time and t.sequence <= c.sequence))
                  where c.name = 4)
                select channel, sum(case when length = 1 then 1.0 when length = 2 then 0.5
                  when place = 1 or place = length then 0.4 else 0.2 / (length - 2) end)
                from paths group by channel
                """, List.of("credit"));
    }

    /** How many persons meet the ten conditions of {@link OnePersonBench#tenConditions()} at the instant. */
    Map<String, Double> segment(long now) throws SQLException {
        long month = now - 30L * 24 * 60 * 60 * 1000;
        return answer("""
                with looks as (
                  select *, max(case when name = 1 then time end) over (
                    partition by person order by time, sequence rows between unbounded preceding and 1 preceding) as seen
                  from events where time <= %1$d),
                figures as (
                  select person,
                    count(*) filter (where name = 4 and time > %2$d) as purchases,
                    count(*) filter (where name = 1 and time > %2$d) as views,
                    count(*) filter (where name = 18 and time > %2$d) as chats,
                    count(*) filter (where name = 2 and time - seen <= 604800000) as sequences,
                    count(*) filter (where name = 5) as searches,
                    max(time) as last, min(time) as first
                  from looks group by person)
                select 'persons', count(*) from figures
                where purchases >= 1 and views >= 2 and chats < 30 and sequences > 0
                  and %1$d - last <= 5184000000 and searches <= 500
                """.formatted(now, month), List.of("count"));
    }

    /** Events directly after one another in a session: occurrences and persons by from, to. */
    Map<String, Double> directlyFollows() throws SQLException {
        return answer(SESSIONS + """
                , walks as (
                  select person, name, lead(name) over (partition by person, session order by time, sequence) as next
                  from visits)
                select name || ' ' || next, count(*), count(distinct person)
                from walks where next is not null group by all
                """, List.of("count", "persons"));
    }

    /** Persons by week: new, active in the week before too, once before only, and not active in the week after. */
    Map<String, Double> lifecycle(long firstMonday) throws SQLException {
        return answer("""
                with active as (select distinct person, (time - %d) // 604800000 as week from events),
                neighbours as (
                  select week, lag(week) over weeks as earlier, lead(week) over weeks as later
                  from active window weeks as (partition by person order by week))
                select week, count(*) filter (where earlier is null), count(*) filter (where earlier = week - 1),
                  count(*) filter (where earlier < week - 1),
                  case when week = max(week) over () then 0
                    else count(*) filter (where later is null or later > week + 1) end
                from neighbours group by week
                """.formatted(firstMonday), List.of("new", "returning", "resurrecting", "lost"));
    }

    /** Persons by the number of weeks in which they are active. */
    Map<String, Double> stickiness(long firstMonday) throws SQLException {
        return answer("""
                with weeks as (
                  select count(distinct (time - %d) // 604800000) as weeks from events group by person)
                select weeks, count(*) from weeks group by weeks
                """.formatted(firstMonday), List.of("persons"));
    }

    /** Views, viewers, entries and exits by page. */
    Map<String, Double> pages() throws SQLException {
        return answer(SESSIONS + """
                , views as (
                  select person, path,
                    row_number() over (partition by person, session order by time, sequence) as first,
                    row_number() over (partition by person, session order by time desc, sequence desc) as last
                  from visits where name = 1)
                select '/p/' || path, count(*), count(distinct person), count(*) filter (where first = 1),
                  count(*) filter (where last = 1)
                from views group by path
                """, List.of("views", "visitors", "entries", "exits"));
    }

    /** Sessions with something put into the cart, and those of them without a purchase. */
    Map<String, Double> abandonment() throws SQLException {
        return answer(SESSIONS + """
                , carts as (
                  select count(*) filter (where name = 4) as purchases
                  from visits group by person, session having count(*) filter (where name = 2) > 0)
                select 'carts', count(*), count(*) filter (where purchases = 0) from carts
                """, List.of("sessions", "abandoned"));
    }

    /** Customers and their value by quintile of the last day and of the number of purchases. */
    Map<String, Double> customers() throws SQLException {
        return answer("""
                with customers as (
                  select count(*) as orders, max(time // 86400000) as day, sum(value) as value
                  from events where name = 4 group by person),
                scores as (
                  select value,
                    1 + 5 * (rank() over (order by day) - 1) // count(*) over () as recency,
                    1 + 5 * (rank() over (order by orders) - 1) // count(*) over () as frequency
                  from customers)
                select recency || '/' || frequency, count(*), sum(value) from scores group by all
                """, List.of("persons", "value"));
    }

    /** Persons by the furthest stage they ever reached. */
    Map<String, Double> stages() throws SQLException {
        return answer("""
                with furthest as (
                  select max(case name when 0 then 0 when 1 then 1 when 2 then 2 when 4 then 3 end) as stage
                  from events group by person)
                select stage, count(*) from furthest where stage is not null group by stage
                """, List.of("persons"));
    }

    /** Pairs of pages that more of the same persons viewed than if the two were independent. */
    Map<String, Double> together() throws SQLException {
        return answer("""
                with viewed as (select distinct person, '/p/' || path as path from events where name = 1),
                singles as (select path, count(*) as persons from viewed group by path),
                everyone as (select count(distinct person) as persons from viewed)
                select one.path || ' ' || other.path, count(*)
                from viewed one join viewed other on one.person = other.person and one.path < other.path
                group by one.path, other.path
                having count(*) * (select persons from everyone)
                  > (select persons from singles where path = one.path)
                    * (select persons from singles where path = other.path)
                """, List.of("persons"));
    }

    private Map<String, Double> answer(String sql, List<String> figures) throws SQLException {
        Map<String, Double> answer = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                for (int figure = 0; figure < figures.size(); figure++) {
                    answer.put(rows.getString(1) + " " + figures.get(figure), rows.getDouble(figure + 2));
                }
            }
        }
        return answer;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package dev.percorso.server.company;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Grouping;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.Company;
import dev.percorso.server.people.CompanyStore;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.people.People;
import dev.percorso.server.people.PeoplePage;
import dev.percorso.server.people.PersonFacts;
import dev.percorso.server.people.Stories;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The companies of each workspace, with what their people did. */
public final class Companies {
    /** People whose stages are looked at, one after the other. */
    private static final int MOST_STAGED = 2_000;

    private final CompanyStore store;
    private final JourneySnapshots snapshots;
    private final Stories stories;
    private final People people;
    private final PersonFacts facts;

    public Companies(
            CompanyStore store, JourneySnapshots snapshots, Stories stories, People people, PersonFacts facts) {
        this.store = store;
        this.snapshots = snapshots;
        this.stories = stories;
        this.people = people;
        this.facts = facts;
    }

    /** One look at a workspace's companies. */
    private final class Look {
        final Snapshot persons;
        final Snapshot companies;
        final Grouping grouping;
        final Map<String, Integer> groups = new HashMap<>();
        final Map<Integer, CompanyFigures.Figures> figures;

        /** @param only the one company that is counted; else all are */
        Look(WorkspaceId workspace, Optional<String> only) {
            persons = snapshots.snapshot(workspace);
            grouping = store.grouping(workspace, persons, person -> true);
            companies = persons.groupedBy(grouping);
            for (int group = 0; group < grouping.size(); group++) {
                groups.put(grouping.name(group), group);
            }
            FoldScope scope = only.map(key -> FoldScope.everyone()
                            .persons(group -> grouping.name(group).equals(key)))
                    .orElseGet(FoldScope::everyone);
            figures = companies.fold(new CompanyFigures(companies, facts.conversionEvent(workspace)), scope);
        }

        BitSet members(String key) {
            Integer group = groups.get(key);
            BitSet one = new BitSet();
            if (group != null) {
                one.set(group);
            }
            return grouping.members(one);
        }

        CompanySummary summary(Company company) {
            Integer group = groups.get(company.key());
            Optional<CompanyFigures.Figures> known = Optional.ofNullable(group).map(figures::get);
            return new CompanySummary(
                    company.key(),
                    company.label(),
                    company.type(),
                    group == null ? 0 : grouping.members(group).length,
                    known.map(CompanyFigures.Figures::events).orElse(0L),
                    known.map(CompanyFigures.Figures::revenue).orElse(0.0),
                    known.map(found -> Instant.ofEpochMilli(found.first())),
                    known.map(found -> Instant.ofEpochMilli(found.last())));
        }
    }

    CompanyPage list(WorkspaceId workspace, Optional<String> search, CompanySort sort, int offset, int limit) {
        Look look = new Look(workspace, Optional.empty());
        List<CompanySummary> found = store.all(workspace).stream()
                .filter(company -> search.isEmpty() || fits(company, search.get()))
                .map(look::summary)
                .sorted(sort.order())
                .toList();
        return new CompanyPage(
                found.size(),
                look.grouping.memberCount(),
                people.count(workspace),
                found.stream().skip(offset).limit(limit).toList());
    }

    private static boolean fits(Company company, String search) {
        String text = search.strip().toLowerCase(Locale.ROOT);
        return company.label().toLowerCase(Locale.ROOT).contains(text)
                || company.key().toLowerCase(Locale.ROOT).contains(text);
    }

    CompanyDetail detail(WorkspaceId workspace, String key) {
        Company company = find(workspace, key);
        Look look = new Look(workspace, Optional.of(key));
        Integer group = look.groups.get(key);
        Map<String, Long> stages = new TreeMap<>();
        look.members(key).stream()
                .limit(MOST_STAGED)
                .forEach(person -> facts.stageOf(workspace, look.persons, person)
                        .ifPresent(stage -> stages.merge(stage, 1L, Long::sum)));
        return new CompanyDetail(
                look.summary(company),
                company.traits(),
                store.history(workspace, key),
                Optional.ofNullable(group)
                        .map(look.figures::get)
                        .map(CompanyFigures.Figures::sessions)
                        .orElse(0L),
                stages.entrySet().stream()
                        .map(entry -> new CompanyDetail.StageShare(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparingLong(CompanyDetail.StageShare::people)
                                .reversed())
                        .toList());
    }

    PeoplePage members(WorkspaceId workspace, String key, int offset, int limit) {
        find(workspace, key);
        Look look = new Look(workspace, Optional.of(key));
        return stories.page(workspace, look.persons, FoldScope.of(look.members(key)), offset, limit);
    }

    /** The story before an instant; entries of the last instant are given together, so that reading on misses none. */
    CompanyTimeline timeline(WorkspaceId workspace, String key, Instant before, int limit) {
        find(workspace, key);
        Look look = new Look(workspace, Optional.of(key));
        Integer group = look.groups.get(key);
        if (group == null) {
            return new CompanyTimeline(List.of(), Optional.empty());
        }
        List<Stories.Told> told = Stories.told(look.companies, group, before, limit);
        List<Integer> persons = told.stream()
                .map(one -> look.persons.ownerOf(one.person()))
                .distinct()
                .toList();
        Map<Integer, String> labels = people.labels(workspace, persons);
        List<CompanyTimeline.Entry> entries = new ArrayList<>();
        for (Stories.Told one : told) {
            int person = look.persons.ownerOf(one.person());
            entries.add(
                    new CompanyTimeline.Entry(Integer.toString(person), labels.getOrDefault(person, ""), one.entry()));
        }
        return new CompanyTimeline(
                entries,
                told.size() < limit
                        ? Optional.empty()
                        : Optional.of(told.getLast().entry().time()));
    }

    private Company find(WorkspaceId workspace, String key) {
        return store.find(workspace, key).orElseThrow(() -> ProblemException.notFound("The company '" + key + "'"));
    }
}

package dev.percorso.server.company;

import java.util.List;

/**
 * A part of the list of companies.
 *
 * @param total companies that fit the search
 * @param members people who belong to any company
 * @param people everyone, with a company or without
 */
public record CompanyPage(long total, long members, long people, List<CompanySummary> companies) {}

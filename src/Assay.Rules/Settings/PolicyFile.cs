using System.Globalization;
using Assay.Model;

namespace Assay.Rules;

/// <summary>A policy file as it was read.</summary>
/// <param name="Settings">What it asks for.</param>
/// <param name="FailOn">Which reports make a run fail; null when it does not say.</param>
/// <param name="Values">Each value with its place, in the order of the file.</param>
public sealed record PolicyFile(PolicySettings Settings, FailCondition? FailOn, IReadOnlyList<PolicyFileValue> Values)
{
    /// <summary>Warns of each suppression that has expired.</summary>
    /// <param name="today">The day.</param>
    public IEnumerable<RuleDiagnostic> Expired(DateOnly today) => Settings.Suppressions.Where(suppression => suppression.Expires < today).Select(suppression => new RuleDiagnostic(
        Settings.File?.File ?? "", suppression.Line, 1, DiagnosticIds.SuppressionExpired,
        string.Create(CultureInfo.InvariantCulture, $"The suppression of '{suppression.Rule}' in {suppression.Package} expired on {suppression.Expires:yyyy-MM-dd}: what it took out counts again. {suppression.Owner} answers for it."), IsError: false));
}

/// <summary>One value of a policy file.</summary>
/// <param name="Key">Where it belongs: <c>hosts.deny</c>, <c>rules.paste-service-url</c>.</param>
/// <param name="Value">The value, or a short form of it.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Rule">The rule that it is about; null when it is about none.</param>
public sealed record PolicyFileValue(string Key, string Value, int Line, string? Rule = null);

/// <summary>A policy file, or what is wrong with it.</summary>
/// <param name="File">Null when there is an error.</param>
/// <param name="Diagnostics">Errors and warnings, in the order of the file.</param>
public sealed record PolicyFileResult(PolicyFile? File, IReadOnlyList<RuleDiagnostic> Diagnostics);

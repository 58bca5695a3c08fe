using System.Buffers;
using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Tells from the type and from the member alone that no predicate can hold for a name that was not made yet.</summary>
/// <remarks>
/// <code>call: System.IO.File::Delete   needs the type System.IO.File
/// call: {suffix: "::Execute"}       needs the member Execute
/// call: {glob: "*Webhook*::Send*"}  needs Webhook in the type or in the member</code>
/// An assembly has some hundred types and ten times as many members; each type and each name of a member is looked at once.
/// </remarks>
internal sealed class MemberFilter
{
    private const int ShortestLiteral = 3;
    private readonly FrozenSet<string> _types;
    private readonly FrozenSet<string> _members;
    private readonly string[] _typePrefixes;
    private readonly string[] _memberSuffixes;
    private readonly SearchValues<string>? _literals;

    public MemberFilter(IEnumerable<TextMatch> matches)
    {
        var types = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var members = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var prefixes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var suffixes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var literals = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var match in matches)
        {
            foreach (var value in match.Values)
            {
                var separator = value.LastIndexOf(TextTable.Separator, StringComparison.Ordinal);
                switch (match.Mode)
                {
                    case MatchMode.Exact when separator >= 0:
                        types.Add(value[..separator]);
                        break;
                    case MatchMode.Prefix when separator >= 0:
                        types.Add(value[..separator]);
                        break;
                    case MatchMode.Prefix:
                        prefixes.Add(value.TrimEnd(':'));
                        break;
                    case MatchMode.Suffix when separator >= 0:
                        members.Add(value[(separator + TextTable.Separator.Length)..]);
                        break;
                    case MatchMode.Suffix:
                        suffixes.Add(value.TrimStart(':'));
                        break;
                    case MatchMode.Contains or MatchMode.Glob or MatchMode.Regex:
                        // What is asked for may stand on both sides of the separator: the longest part stands on one of them.
                        literals.Add(ValueIndex.RequiredLiteral(match, value).Split(':').MaxBy(part => part.Length)!);
                        break;
                }
            }
        }

        PassesAll = literals.Any(literal => literal.Length < ShortestLiteral) || prefixes.Contains("") || suffixes.Contains("") || members.Contains("");
        _types = types.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _members = members.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _typePrefixes = [.. prefixes];
        _memberSuffixes = [.. suffixes];
        _literals = literals.Count == 0 || PassesAll ? null : SearchValues.Create([.. literals], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True when some predicate has nothing by which it can be told.</summary>
    public bool PassesAll { get; }

    /// <summary>True when a predicate may hold for some member of the type.</summary>
    public bool PassesType(string type) =>
        PassesAll || _types.Contains(type) || HasLiteral(type) || Array.Exists(_typePrefixes, prefix => type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>True when a predicate may hold for a member of that name of some type.</summary>
    public bool PassesMember(string member) =>
        PassesAll || _members.Contains(member) || HasLiteral(member) || Array.Exists(_memberSuffixes, suffix => member.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    private bool HasLiteral(string text) => _literals is not null && text.AsSpan().ContainsAny(_literals);
}

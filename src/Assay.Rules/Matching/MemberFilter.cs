using System.Buffers;
using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Tells, from the type and from the member alone, that no predicate can hold for a name that is not a text yet.</summary>
/// <remarks>
/// <code>call: System.IO.File::Delete   needs the type System.IO.File
/// call: {suffix: "::Execute"}       needs the member Execute
/// call: {glob: "*Webhook*::Send*"}  needs Webhook in the type or in the member</code>
/// An assembly has some hundred types and ten times as many members; each type and each name of a member is looked at once.
/// </remarks>
internal sealed class MemberFilter
{
    private const int ShortestLiteral = 3;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _types;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _members;
    private readonly string[] _prefixes;
    private readonly string[] _suffixes;
    private readonly SearchValues<string>? _literals;
    private readonly bool _passesAll;

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
                    case MatchMode.Exact or MatchMode.Prefix when separator >= 0:
                        types.Add(value[..separator]);
                        break;
                    case MatchMode.Exact:
                        members.Add(value);
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

        _passesAll = literals.Any(literal => literal.Length < ShortestLiteral) || prefixes.Contains("") || suffixes.Contains("") || members.Contains("");
        _types = types.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _members = members.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixes = [.. prefixes];
        _suffixes = [.. suffixes];
        _literals = literals.Count == 0 || _passesAll ? null : SearchValues.Create([.. literals], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True when a predicate may hold for some member of the type.</summary>
    public bool PassesType(ReadOnlySpan<char> type) => _passesAll || _types.Contains(type) || HasPrefix(type) || HasLiteral(type);

    /// <summary>True when a predicate may hold for a member of that name of some type.</summary>
    public bool PassesMember(ReadOnlySpan<char> member) => _passesAll || _members.Contains(member) || HasSuffix(member) || HasLiteral(member);

    /// <summary>True when a predicate may hold for a name that has no type before it.</summary>
    public bool PassesName(ReadOnlySpan<char> name) => PassesMember(name) || HasPrefix(name);

    private bool HasPrefix(ReadOnlySpan<char> text)
    {
        foreach (var prefix in _prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasSuffix(ReadOnlySpan<char> text)
    {
        foreach (var suffix in _suffixes)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasLiteral(ReadOnlySpan<char> text) => _literals is not null && text.ContainsAny(_literals);
}

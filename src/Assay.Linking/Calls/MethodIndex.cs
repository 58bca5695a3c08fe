using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Linking;

/// <summary>Finds the methods of an assembly by the name that a call of another file has for them.</summary>
internal sealed class MethodIndex
{
    private readonly FileFacts _facts;
    private readonly Dictionary<int, List<int>> _placesByType = [];
    private readonly Dictionary<string, int> _types;

    /// <summary>Reads the places of an assembly; <paramref name="names"/> says how type names compare.</summary>
    public MethodIndex(FileFacts facts, StringComparer names)
    {
        _facts = facts;
        _types = new Dictionary<string, int>(names);
        for (var i = 0; i < facts.Places.Count; i++)
        {
            var type = facts.PlaceNames(i).Type;
            if (type < 0)
            {
                continue;
            }

            ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(_placesByType, type, out var known);
            if (!known)
            {
                _types.TryAdd(facts.Strings[type], type);
            }

            (places ??= []).Add(i);
        }
    }

    /// <summary>True when the assembly has code of this outermost type.</summary>
    public bool Declares(ReadOnlySpan<char> type) => _types.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(Outermost(type));

    /// <summary>Counts the places of an outermost type: what a search in it costs.</summary>
    public int Cost(ReadOnlySpan<char> type) => _types.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Outermost(type), out var index) ? _placesByType[index].Count : 0;

    /// <summary>Gives the methods that a person wrote in a type (<c>N.Outer+Nested</c>), with their bare names; none of its closures.</summary>
    public IEnumerable<(int Place, string Name)> MethodsOf(string type)
    {
        if (!_types.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Outermost(type), out var index))
        {
            yield break;
        }

        var inner = Inner(type);
        foreach (var place in _placesByType[index])
        {
            var method = _facts.PlaceNames(place).Method;
            if (method >= 0 && !IsGenerated(place) && _facts.Strings[method] is var name && name.StartsWith(inner, StringComparison.Ordinal))
            {
                yield return (place, name[inner.Length..]);
            }
        }
    }

    /// <summary>Gives the place of a type itself; <see cref="FactRecord.None"/> when it has none.</summary>
    public int PlaceOf(string type)
    {
        if (_types.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Outermost(type), out var index))
        {
            foreach (var place in _placesByType[index])
            {
                if (string.Equals(TypeOfPlace(_facts, place), type, StringComparison.Ordinal))
                {
                    return place;
                }
            }
        }

        return FactRecord.None;
    }

    /// <summary>Names the type that a place stands for; null when it stands for a method or something else.</summary>
    public static string? TypeOfPlace(FileFacts facts, int place)
    {
        var (type, method) = facts.PlaceNames(place);
        var (bodyType, bodyMethod) = facts.PlaceBody(place);
        return type < 0 || method >= 0 || bodyMethod >= 0 ? null : facts.Strings[bodyType >= 0 ? bodyType : type];
    }

    private bool IsGenerated(int place)
    {
        var (type, method) = _facts.PlaceBody(place);
        return (type >= 0 && _facts.Strings[type].Contains('<', StringComparison.Ordinal)) || (method >= 0 && _facts.Strings[method].StartsWith('<'));
    }

    private static ReadOnlySpan<char> Outermost(ReadOnlySpan<char> type) => type.IndexOf('+') is var nested && nested < 0 ? type : type[..nested];

    // N.Outer+A+B => A.B. ; methods of nested types have it before their name.
    private static string Inner(string type) => type.IndexOf('+', StringComparison.Ordinal) is var nested && nested < 0 ? "" : type[(nested + 1)..].Replace('+', '.') + ".";
}

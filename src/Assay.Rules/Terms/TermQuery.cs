namespace Assay.Rules;

/// <summary>What the terms of a package must be for a rule to be able to hold. It never rules out a package for which the rule holds; it may let others through.</summary>
public abstract record TermQuery
{
    private protected TermQuery()
    {
    }

    /// <summary>Every package passes.</summary>
    public static TermQuery Everything { get; } = new AllOf([]);

    /// <summary>No package passes.</summary>
    public static TermQuery Nothing { get; } = new AnyOf([]);

    /// <summary>True when every package passes.</summary>
    public bool IsEverything => this is AllOf { Parts.Count: 0 };

    /// <summary>Asks for one term.</summary>
    public static TermQuery Of(uint term) => new HasTerm(term);

    /// <summary>Asks for all of several.</summary>
    public static TermQuery All(IEnumerable<TermQuery> parts)
    {
        TermQuery[] asked = [.. parts.Where(part => !part.IsEverything)];
        return asked is [var one] ? one : new AllOf(asked);
    }

    /// <summary>Asks for at least one of several.</summary>
    public static TermQuery Any(IEnumerable<TermQuery> parts)
    {
        TermQuery[] asked = [.. parts];
        return Array.Exists(asked, part => part.IsEverything) ? Everything : asked is [var one] ? one : new AnyOf(asked);
    }

    /// <summary>Evaluates the query of one package.</summary>
    /// <param name="hasTerm">Says whether the package has a term.</param>
    public bool Holds(Func<uint, bool> hasTerm) => this switch
    {
        HasTerm has => hasTerm(has.Term),
        AllOf all => all.Parts.All(part => part.Holds(hasTerm)),
        AnyOf any => any.Parts.Any(part => part.Holds(hasTerm)),
        _ => throw new InvalidOperationException("The query has a part of an unknown kind."),
    };
}

/// <summary>The package has a term.</summary>
/// <param name="Term">The term.</param>
public sealed record HasTerm(uint Term) : TermQuery;

/// <summary>All parts hold; with none, everything does.</summary>
/// <param name="Parts">The parts.</param>
public sealed record AllOf(IReadOnlyList<TermQuery> Parts) : TermQuery;

/// <summary>A part holds; with none, nothing does.</summary>
/// <param name="Parts">The parts.</param>
public sealed record AnyOf(IReadOnlyList<TermQuery> Parts) : TermQuery;

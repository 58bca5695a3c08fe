namespace Assay.Text.MSBuild;

/// <summary>An element of a build file with where it stands.</summary>
/// <param name="Name">Local name.</param>
/// <param name="Line">Line of its name, from 1.</param>
/// <param name="Column">Column of its name, from 1.</param>
internal sealed record BuildElement(string Name, int Line, int Column)
{
    private static readonly List<BuildElement> NoChildren = [];
    private static readonly List<BuildAttribute> NoAttributes = [];

    /// <summary>Attributes in their order.</summary>
    public List<BuildAttribute> Attributes { get; private set; } = NoAttributes;

    /// <summary>Elements in it, in their order.</summary>
    public List<BuildElement> Children { get; private set; } = NoChildren;

    /// <summary>The texts in it that belong to no inner element.</summary>
    public string Text { get; set; } = "";

    /// <summary>Which of the elements of its name below the same parent it is, from 1.</summary>
    public int Position { get; private set; } = 1;

    /// <summary>Gives an attribute by name, whatever its case; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var attribute in Attributes)
            {
                if (string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return attribute.Value;
                }
            }

            return null;
        }
    }

    public void Add(BuildAttribute attribute)
    {
        Attributes = ReferenceEquals(Attributes, NoAttributes) ? [] : Attributes;
        Attributes.Add(attribute);
    }

    /// <summary>Adds an inner element; <paramref name="position"/> is its number among those of its name.</summary>
    public void Add(BuildElement child, int position)
    {
        Children = ReferenceEquals(Children, NoChildren) ? [] : Children;
        child.Position = position;
        Children.Add(child);
    }

    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>An attribute as it is written, character references resolved.</summary>
internal readonly record struct BuildAttribute(string Name, string Value);

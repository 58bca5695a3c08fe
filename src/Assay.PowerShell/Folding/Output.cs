namespace Assay.PowerShell.Folding;

/// <summary>What statements write, object by object.</summary>
internal sealed class Output
{
    private List<object?>? _items;

    /// <summary>True when something of unknown number or value may have been written.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>The type of what was written, where it was one unknown value.</summary>
    public string? TypeName { get; private set; }

    public Techniques Techniques { get; private set; }

    public int Count => _items?.Count ?? 0;

    public IReadOnlyList<object?> Items => _items ?? (IReadOnlyList<object?>)[];

    public void MarkUnknown(string? typeName = null)
    {
        TypeName = IsUnknown || Count > 0 ? null : typeName;
        IsUnknown = true;
    }

    /// <summary>Writes a value; arrays and lists are written element by element.</summary>
    public void Add(in FoldedValue value, Workspace work)
    {
        if (!value.IsConstant)
        {
            MarkUnknown(value.TypeName);
            return;
        }

        Techniques |= value.Techniques;
        var content = value.Content;
        if (!Sequences.IsSequence(content))
        {
            AddOne(content, work);
            return;
        }

        var count = Sequences.Count(content);
        if (!work.FitsPlaces(Count, count))
        {
            MarkUnknown();
            return;
        }

        _items ??= new List<object?>(count);
        for (var i = 0; i < count; i++)
        {
            _items.Add(Sequences.At(content!, i));
        }
    }

    /// <summary>Writes one object as it is.</summary>
    public void AddOne(object? content, Workspace work)
    {
        if (Count > work.Spending.Budget.ValueLength)
        {
            work.Spending.Reach(FoldLimit.Value);
            MarkUnknown();
            return;
        }

        (_items ??= []).Add(content);
    }

    public void Use(Techniques techniques) => Techniques |= techniques;

    public void Append(Output other, Workspace work)
    {
        Techniques |= other.Techniques;
        foreach (var item in other.Items)
        {
            AddOne(item, work);
        }

        if (other.IsUnknown)
        {
            MarkUnknown(other.TypeName);
        }
    }

    /// <summary>The value that a variable gets: nothing is <c>$null</c>, one object itself, several an array.</summary>
    public FoldedValue Collapse()
    {
        if (IsUnknown)
        {
            return FoldedValue.OfType(TypeName);
        }

        return Count switch
        {
            0 => FoldedValue.Constant(null, Techniques),
            1 => FoldedValue.Of(_items![0], Techniques),
            _ => FoldedValue.Constant(_items!.ToArray(), Techniques),
        };
    }

    /// <summary>The value as an array, whatever the number of objects.</summary>
    public FoldedValue ToArray() => IsUnknown ? FoldedValue.OfType("System.Object[]") : FoldedValue.Constant(Items.ToArray(), Techniques);
}

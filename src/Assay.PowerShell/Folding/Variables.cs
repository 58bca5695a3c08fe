namespace Assay.PowerShell.Folding;

/// <summary>Variables of one scope.</summary>
internal sealed class Frame
{
    public Dictionary<string, FoldedValue> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Full names of the types that variables are declared with.</summary>
    public Dictionary<string, string>? Types { get; set; }
}

/// <summary>A change that one branch made.</summary>
internal readonly record struct Change(Frame Frame, string Name, FoldedValue Value);

/// <summary>Scopes with their variables. Changes of a branch are undone and joined with those of the other branches.</summary>
internal sealed class Variables
{
    private readonly List<Frame> _frames = [new()];
    private readonly Stack<Journal> _journals = new();

    public Frame Global => _frames[0];

    public Frame Current => _frames[^1];

    public int Depth => _frames.Count;

    /// <summary>Grows with every change of a variable.</summary>
    public long Version { get; private set; }

    public bool InBranch => _journals.Count > 0;

    public void Enter() => _frames.Add(new Frame());

    public void Exit() => _frames.RemoveAt(_frames.Count - 1);

    /// <summary>Finds a variable in the current scope or, as the engine does, in those of the callers.</summary>
    public bool TryGet(string name, out FoldedValue value)
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            if (_frames[i].Values.TryGetValue(name, out value))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    public void Set(string name, in FoldedValue value) => Set(Current, name, value);

    public void Set(Frame frame, string name, in FoldedValue value)
    {
        if (_journals.TryPeek(out var journal))
        {
            journal.Note(frame, name);
        }

        ref var slot = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(frame.Values, name, out var existed);
        if (!existed || !FoldedValue.IsSame(slot, value))
        {
            Version++;
        }

        slot = value;
    }

    /// <summary>Notes that a value was changed in place.</summary>
    public void Touch() => Version++;

    /// <summary>Makes a variable unknown wherever it is visible.</summary>
    public void Forget(string name, bool onlyMutable)
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            if (_frames[i].Values.TryGetValue(name, out var value))
            {
                if (!onlyMutable || (value.IsConstant && Sequences.IsMutable(value.Content)))
                {
                    Set(_frames[i], name, FoldedValue.OfType(onlyMutable ? value.TypeName : null));
                }

                return;
            }
        }

        if (!onlyMutable)
        {
            Set(Current, name, default);
        }
    }

    /// <summary>Makes every variable unknown.</summary>
    public void ForgetAll()
    {
        foreach (var frame in _frames)
        {
            foreach (var name in frame.Values.Keys.ToList())
            {
                Set(frame, name, default);
            }
        }
    }

    /// <summary>True when a value may be changed in place: no other branch sees it.</summary>
    public bool Owns(string name)
    {
        if (_journals.TryPeek(out var journal))
        {
            for (var i = _frames.Count - 1; i >= 0; i--)
            {
                if (_frames[i].Values.ContainsKey(name))
                {
                    return journal.Has(_frames[i], name);
                }
            }
        }

        return true;
    }

    public Frame FrameOf(string name)
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            if (_frames[i].Values.ContainsKey(name))
            {
                return _frames[i];
            }
        }

        return Current;
    }

    /// <summary>Goes back to the outermost scope, with nothing known.</summary>
    public void Reset()
    {
        while (_journals.Count > 0)
        {
            EndBranch();
        }

        _frames.RemoveRange(1, _frames.Count - 1);
        ForgetAll();
    }

    public void BeginBranch() => _journals.Push(new Journal());

    /// <summary>Undoes what the branch changed and gives the changes.</summary>
    public List<Change> EndBranch() => _journals.Pop().Undo();

    /// <summary>Takes over the changes of the only branch that goes on.</summary>
    public void Apply(List<Change> changes)
    {
        foreach (var change in changes)
        {
            Set(change.Frame, change.Name, change.Value);
        }
    }

    /// <summary>Joins the branches that go on; one that is null changes nothing.</summary>
    public void Join(List<List<Change>> branches, bool mayChangeNothing)
    {
        if (branches.Count == 1 && !mayChangeNothing)
        {
            Apply(branches[0]);
            return;
        }

        var joined = new Dictionary<(Frame, string), (FoldedValue Value, int Count)>(FrameNames.Instance);
        foreach (var change in branches.SelectMany(branch => branch))
        {
            var key = (change.Frame, change.Name);
            joined[key] = joined.TryGetValue(key, out var known) ? (FoldedValue.Join(known.Value, change.Value), known.Count + 1) : (change.Value, 1);
        }

        foreach (var ((frame, name), (value, count)) in joined)
        {
            var every = count == branches.Count && !mayChangeNothing;
            Set(frame, name, every ? value : FoldedValue.Join(frame.Values.GetValueOrDefault(name), value));
        }
    }

    private sealed class Journal
    {
        private Dictionary<(Frame Frame, string Name), (bool Existed, FoldedValue Value)>? _before;

        public bool Has(Frame frame, string name) => _before?.ContainsKey((frame, name)) == true;

        public void Note(Frame frame, string name)
        {
            _before ??= new(FrameNames.Instance);
            if (!_before.ContainsKey((frame, name)))
            {
                _before.Add((frame, name), (frame.Values.TryGetValue(name, out var value), value));
            }
        }

        public List<Change> Undo()
        {
            var changes = new List<Change>(_before?.Count ?? 0);
            if (_before is not null)
            {
                foreach (var ((frame, name), (existed, value)) in _before)
                {
                    changes.Add(new Change(frame, name, frame.Values.GetValueOrDefault(name)));
                    if (existed)
                    {
                        frame.Values[name] = value;
                    }
                    else
                    {
                        frame.Values.Remove(name);
                    }
                }
            }

            return changes;
        }
    }

    private sealed class FrameNames : IEqualityComparer<(Frame Frame, string Name)>
    {
        public static readonly FrameNames Instance = new();

        public bool Equals((Frame Frame, string Name) x, (Frame Frame, string Name) y) => ReferenceEquals(x.Frame, y.Frame) && string.Equals(x.Name, y.Name, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((Frame Frame, string Name) obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Name);
    }
}

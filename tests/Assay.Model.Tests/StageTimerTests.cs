namespace Assay.Model.Tests;

public sealed class StageTimerTests
{
    private long _now;

    [Fact]
    public void A_stage_is_not_charged_for_those_within_it()
    {
        using var clock = new StageClock(Read);
        using (clock.OfThread.Measure(Stage.Unpack))
        {
            _now += 10;
            using (var inner = clock.OfThread.Measure(Stage.Text))
            {
                _now += 200;
                inner.Next(Stage.Secrets);
                _now += 3_000;
            }

            _now += 1;
        }

        // Nothing is measured in between.
        _now += 50_000;

        Assert.Equal([Cost(Stage.Unpack, 11), Cost(Stage.Text, 200), Cost(Stage.Secrets, 3_000)], clock.Stages());
    }

    [Fact]
    public void A_stage_ends_with_an_exception_and_the_one_around_it_goes_on()
    {
        using var clock = new StageClock(Read);
        using (clock.OfThread.Measure(Stage.Facts))
        {
            Assert.Throws<InvalidDataException>(() => Fail(clock.OfThread));
            _now += 2;
        }

        Assert.Equal([Cost(Stage.Native, 7), Cost(Stage.Facts, 2)], clock.Stages());
    }

    [Fact]
    public void A_stage_within_itself_is_one()
    {
        using var clock = new StageClock(Read);
        using (clock.OfThread.Measure(Stage.Text))
        using (clock.OfThread.Measure(Stage.Text))
        {
            _now += 5;
        }

        Assert.Equal([Cost(Stage.Text, 5)], clock.Stages());
    }

    [Fact]
    public void Content_is_charged_for_all_stages_of_its_analysis()
    {
        using var clock = new StageClock(Read);
        using (clock.OfThread.Measure(new ArtifactInfo("a.nupkg!a.txt", "a.txt", ArtifactKind.Text, 300, "", 0, 1, Derived: false)))
        {
            using (clock.OfThread.Measure(Stage.Text))
            {
                _now += 4;
            }

            using (clock.OfThread.Measure(Stage.Secrets))
            {
                _now += 6;
            }
        }

        Assert.Equal([new ContentCost(ArtifactKind.Text, new StageReading(10, 20, 30), 1, 300)], clock.Contents());
    }

    [Fact]
    public void Threads_are_added_up()
    {
        using var clock = new StageClock(() => new StageReading(0, 0, 0));
        var threads = Enumerable.Range(0, 3).Select(_ => new Thread(() => clock.Add(Stage.Read, new StageReading(1, 2, 3)))).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal([new StageCost(Stage.Read, new StageReading(3, 6, 9), 3)], clock.Stages());
    }

    [Fact]
    public void What_a_thread_does_for_another_is_charged_to_the_stage_that_waits_for_it()
    {
        using var clock = new StageClock(Read);
        var timer = clock.OfThread;
        using (timer.Measure(new ArtifactInfo("a.nupkg!a.cs", "a.cs", ArtifactKind.DotNetSource, 300, "", 0, 1, Derived: false)))
        using (timer.Measure(Stage.Facts))
        using (timer.Measure(Stage.CSharp))
        {
            _now += 5;
            timer.AddHelper(new StageReading(Wall: 400, Processor: 300, Allocated: 200));
        }

        Assert.Equal([new StageCost(Stage.CSharp, new StageReading(5, 10 + 300, 15 + 200), 1), new StageCost(Stage.Facts, default, 1)], clock.Stages());
        Assert.Equal(new StageReading(5, 310, 215), Assert.Single(clock.Contents()).Cost);
    }

    [Fact]
    public void Without_a_timer_nothing_happens()
    {
        using var stage = default(StageTimer).Measure(Stage.Text);
        stage.Next(Stage.Secrets);
    }

    private void Fail(StageTimer timer)
    {
        using var stage = timer.Measure(Stage.Native);
        _now += 7;
        throw new InvalidDataException();
    }

    private static StageCost Cost(Stage stage, long wall) => new(stage, new StageReading(wall, 2 * wall, 3 * wall), 1);

    private StageReading Read() => new(_now, 2 * _now, 3 * _now);
}
